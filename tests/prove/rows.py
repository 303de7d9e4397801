"""What is proved, a row a guarantee: each is a command that fails when the guarantee does not hold."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field

from tests.kit.manifests import DEFINITIONS

PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
RUNS = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One guarantee. `short` is the same command at a size for a coffee's time; the figure is what the command says."""

    name: str
    guarantee: str
    load: str
    faults: str
    command: tuple[str, ...]
    short: tuple[str, ...] | None = None
    environment: dict[str, str] = field(default_factory=dict)


def _module(name: str, **sizes: int) -> tuple[str, ...]:
    return (sys.executable, "-m", name, *(part for k, v in sizes.items() for part in (f"--{k}", str(v))))


def _tests(*paths: str) -> tuple[str, ...]:
    return (*PYTEST, *paths)


def _in_containers(file: str, events: int) -> tuple[str, ...]:
    """With an engine and images around it; where there is none and none may be started, the row is red and says so."""
    images = ("jiayuan", "kafka", "postgres", "prometheus", "alertmanager")
    drill = _module("tests.containers.drill", events=events)
    return ("deploy/images/within", *images, "--", *drill, "--file", file)


# Strimzi's and CloudNativePG's are no part of this repository: deploy/k8s/README.md.
DEFINED = bool(os.environ.get(DEFINITIONS))
BOOKING = _tests("tests/integration/activities/test_session_model.py", "tests/e2e/test_booking_model.py")
ROWS = (
    Row(
        "outbox",
        "every committed event is published, in order of its aggregate",
        "8 writers, 4 relays",
        "4 kills of PostgreSQL, a send cut before its mark",
        _tests("tests/integration/kernel/test_relay.py"),
    ),
    Row(
        "campaign",
        "nothing lost, invented, inverted or oversold; every acknowledged command once; the ledger balances",
        "20,000 mixed commands, 16 callers",
        "16 kills of every process, Kafka, PostgreSQL",
        _module("tests.faults.campaign", events=20_000, kills=16),
        _module("tests.faults.campaign", events=2_500, kills=8),
    ),
    Row(
        "evening",
        "attacked all evening, the product answers all through, loses nothing and counts right",
        "500 poison records a topic, 1,000 made-up voters, 100 sign-ins at once, 500 listeners, 6 callers",
        "a full disk; each process and store killed, and paused for 15 s",
        _module("tests.faults.evening", each=500, callers=6),
        _module("tests.faults.evening", each=50, callers=3),
    ),
    Row(
        "summer",
        "a simulated summer: every figure equal in the rooms' tables, over the API and on the topic",
        "20,000 events of June to September 2021",
        "12 kills",
        _module("tests.prove.summer", events=20_000, kills=12),
        _module("tests.prove.summer", events=2_000, kills=6),
    ),
    Row(
        "postings",
        "every entry sums to zero, no fund below zero, the chain verifies, nothing is paid twice",
        "100,000 postings, 16 callers",
        "kills of relief, Kafka, PostgreSQL",
        _module("tests.faults.postings", postings=100_000, callers=16, kills=12),
        _module("tests.faults.postings", postings=3_000, callers=16, kills=4),
    ),
    Row(
        "brokers",
        "three brokers, acks of all: nothing lost, nothing inverted, and the stall is reported",
        "8,000 events, 8 writers",
        "6 kills and 4 pauses of the leader",
        _module("tests.faults.brokers", events=8_000, kills=6, pauses=4),
        _module("tests.faults.brokers", events=800, kills=1, pauses=1),
    ),
    Row(
        "rolling",
        "two of each process, restarted one by one: no request fails, one relay leads a room, every figure is right",
        "2,000 commands and on until the last is back, 8 callers, each request sent once",
        "12 restarts",
        _module("tests.faults.rolling", commands=2_000),
    ),
    Row(
        "restore",
        "back to a chosen second; a lost disk loses less than a minute; the statistics rebuilt are the same",
        "mixed commands, 8 callers",
        "a restore, a lost disk",
        _module("tests.faults.restore", seconds=75),
        _module("tests.faults.restore", seconds=35),
    ),
    Row(
        "log",
        "a log that cannot be written stops no relay and no consumer, and fails no command",
        "a command while every process's log fails",
        "no file may grow, every connection to the stores broken",
        _tests("tests/e2e/test_failing_log.py", "tests/unit/kernel/test_failing_log.py"),
    ),
    Row(
        "records",
        "a record never ends a process; an explained hole is no loss; what Kafka lost stops one partition alone",
        "valid and nearly valid records at every reader",
        "handlers that raise, control records, records deleted before they were read, a log that ends too early",
        _tests(
            "tests/integration/gateway/test_parked_once.py",
            "tests/integration/kernel/test_any_record.py",
            "tests/integration/kernel/test_lost_records.py",
            "tests/integration/engagement/test_lost_partition.py",
        ),
    ),
    Row(
        "hung",
        "while a store hangs or is full, callers are answered within 10 s and nothing is half done; all of it heals",
        "120 callers, 24 front pages; one command and its repetition",
        "PostgreSQL stopped, Kafka stopped; no room at a row, an event, a COMMIT",
        _tests(
            "tests/e2e/test_hung_stores.py",
            "tests/integration/kernel/test_hung.py",
            "tests/integration/kernel/test_full_disk.py",
        ),
    ),
    Row(
        "door",
        "what a caller sends, how often and for how long is bounded; a crowd at the door costs others little",
        "200 slow callers, 100 sign-ins, 40 first requests at once, 300 listeners; two replicas",
        "endless heads, forged addresses, a caller who leaves, a look-up that fails",
        _tests(
            "tests/unit/kernel/test_bounded.py",
            "tests/integration/gateway/test_rates.py",
            "tests/integration/gateway/test_credentials.py",
            "tests/integration/gateway/test_listeners.py",
            "tests/integration/engagement/test_pages.py",
            "tests/e2e/test_floods.py",
        ),
    ),
    Row(
        "trace",
        "one registration is one connected trace: door, room, relay, statistics, live feed",
        "registrations, traced and not",
        "—",
        _tests("tests/e2e/test_trace.py"),
    ),
    Row(
        "watch",
        "the recount, the chain and the probe as metrics; no process has 5,000 series",
        "a sound product, a closed door",
        "—",
        _tests("tests/e2e/test_watch.py"),
    ),
    Row(
        "seats",
        "as many seats are sold as there are",
        "500 seats, 3,000 tries, 32 connections; 20 rounds of 32 for 5",
        "—",
        _tests("tests/e2e/test_races.py", "tests/integration/activities/test_seats.py"),
        environment={"JIAYUAN_EXAMPLES": str(RUNS)},
    ),
    Row(
        "booking",
        "a session and its line agree with their model",
        f"{RUNS:,} runs on a real database, 8 through the gateway",
        "—",
        BOOKING,
        environment={"JIAYUAN_EXAMPLES": str(RUNS)},
    ),
    Row(
        "samples",
        "the sample chain agrees with its model; a published result is never changed",
        f"{RUNS:,} runs",
        "updates and deletes by the database's owner",
        _tests("tests/unit/inspections", "tests/integration/inspections"),
        environment={"JIAYUAN_EXAMPLES": str(RUNS)},
    ),
    Row(
        "ledger",
        "the ledger agrees with its model and gives no fen away",
        f"{RUNS:,} runs",
        "unbalanced entries, altered rows",
        _tests("tests/unit/relief", "tests/integration/relief"),
        environment={"JIAYUAN_EXAMPLES": str(RUNS)},
    ),
    Row(
        "draw",
        "anybody recomputes a draw; chances are as the weights",
        "2,000 seeds; Python, a script of 30 lines, the browser's TypeScript",
        "—",
        _tests("tests/unit/inspections/test_draw.py", "tests/unit/inspections/test_draw_languages.py"),
    ),
    Row(
        "votes",
        "verified votes alone give tickets; a stranger replaces no vote; a paper code votes once",
        "20 made-up names; eight uses of one code at once",
        "—",
        _tests("tests/integration/inspections/test_votes.py", "tests/integration/inspections/test_nominations.py"),
    ),
    Row(
        "calendar",
        "working days agree with a second source",
        "2,922 dates, 2019 to 2026",
        "—",
        _tests("tests/unit/kernel/test_calendar_second_source.py"),
    ),
    Row(
        "partner",
        "a partner reads its topics and no others, and is out within 5 s when removed",
        "a connected reader",
        "credential and ACLs removed",
        _tests("tests/integration/embedded/test_partner.py"),
    ),
    Row(
        "topics",
        "a cluster is brought to the catalogue; what would lose records, order or copies is refused",
        "a real broker, and every difference that Hypothesis thinks of",
        "settings changed by hand",
        _tests("tests/unit/topics", "tests/integration/topics"),
    ),
    Row(
        "operations",
        "every manifest is valid and keeps the policies, every alert fires and stays silent where it should",
        f"two overlays, every rule, every dashboard; {'and' if DEFINED else 'not'} the operators' own definitions",
        "a violation of each policy, a rule that never fires",
        _tests("tests/unit/deploy", *(() if DEFINED else ("-k", "not definition"))),
    ),
    Row(
        "authorisation",
        "every route and role as declared; own, another's, another organisation's",
        "every route, every role",
        "—",
        _tests("tests/e2e/test_authorisation.py"),
    ),
    Row(
        "sign-in",
        "guesses at a password are counted first; no number of them ends the lock or keeps the owner out",
        "100 failures, 20 at once, 50 addresses",
        "—",
        _tests("tests/integration/gateway/test_sign_in.py"),
    ),
    Row(
        "imports",
        "a LIVES feed and an FHRS file with nulls come in row by row, with a report; an unknown score stays unknown",
        "files made from the published formats",
        "broken rows",
        _tests("tests/unit/inspections/test_listings.py", "tests/integration/inspections/test_imports.py"),
    ),
    Row(
        "containers",
        "in containers, three brokers: every part comes back from a kill, every figure equal",
        "the summer's commands, 4,000 events or more",
        "kill -9 of a broker, PostgreSQL and each process",
        _in_containers("compose.yaml", 4_000),
        _in_containers("compose.small.yaml", 3_000),
    ),
    Row(
        "persons",
        "every spelling of a name and every identifier is one person; different people stay different",
        "generated names and spellings; payees and relations on a real database",
        "—",
        _tests("tests/unit/kernel/test_people.py", "tests/integration/relief/test_one_person.py"),
    ),
    Row(
        "privacy",
        "no identity on a topic, in a log, a metric or an error",
        "canary names, phones and ID numbers",
        "hostile bodies",
        _tests("tests/e2e/test_canary.py"),
    ),
    Row(
        "hostile",
        "no request makes the product fail or say what it was sent, whatever it is",
        "10,000 hostile requests, 8 made from the document for each route",
        "—",
        _tests("tests/e2e/test_hostile.py"),
        environment={"JIAYUAN_EXAMPLES": str(RUNS)},
    ),
    Row(
        "days",
        "each role's day in a real browser, every page without a violation (axe-core)",
        "1440 and 390 pixels",
        "—",
        _tests("tests/e2e", "-k", "day or pages or accessib or food"),
    ),
)
BY_NAME = {row.name: row for row in ROWS}
