"""Known-bad parts: each is put into a copy of the product, and the row that guards against it must turn red there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.prove.door import DOOR
from tests.prove.liveness import LIVENESS
from tests.prove.part import Planted
from tests.prove.rows import PYTEST

REPOSITORY = Path(__file__).resolve().parents[2]
# As many runs of a state machine as find a fault that needs some steps in a row; twelve do not.
EXAMPLES = "300"
# Built or fetched, and the same in the copy.
LINKED = ("dashboard/node_modules", "dashboard/dist", "tests/e2e/node_modules", ".tools")


PLANTED = (
    *LIVENESS,
    *DOOR,
    Planted(
        "the naive outbox cursor: after the greatest published id",
        "outbox",
        (
            (
                "kernel/relay.py",
                "from outbox where published_at is null order by id limit $1",
                "from outbox where id > (select coalesce(max(id), 0) from outbox where published_at is not null)"
                " order by id limit $1",
            ),
        ),
        ("tests/integration/kernel/test_relay.py",),
    ),
    Planted(
        "a producer that goes on after it was given up",
        "outbox",
        (
            ("kernel/kafka.py", "        sending.cancel()\n    await", "        pass\n    await"),
            ("kernel/kafka.py", "    if not stopping.done():\n", "    if not stopping.done():\n        return\n"),
            ("kernel/kafka.py", "ABANDON_SECONDS = 12.0\n", "ABANDON_SECONDS = 2.0\n"),
        ),
        ("tests/integration/kernel/test_relay.py", "-k", "discarded"),
    ),
    Planted(
        "a restore after which the statistics read the lost facts",
        "restore",
        (("kernel/timeline.py", "[end for _, end in places],", "[0 for _ in places],"),),
        ("tests/faults/test_short_operations.py", "-k", "lost_disk"),
    ),
    Planted(
        "a relay that forgets the trace",
        "trace",
        (
            (
                "kernel/relay.py",
                'tracing.traceparent_of(span) if span else row["traceparent"]',
                "None",
            ),
        ),
        ("tests/e2e/test_trace.py",),
    ),
    Planted(
        "count, then insert: seats",
        "seats",
        (
            (
                "services/activities/sessions/sessions.sql",
                "where id = :session_id and confirmed < capacity\n",
                "where id = :session_id\n",
            ),
            (
                "services/activities/migrations/0001_pre_activities.sql",
                'constraint "session-full" check (confirmed <= capacity)',
                'constraint "session-full" check (confirmed >= 0)',
            ),
            (
                "services/activities/sessions/seats.py",
                "    seat = await tx.conn.fetchrow(*SQL[TAKE[pool]](session_id=session.id, plan=session.plan))\n",
                "    taken = await tx.conn.fetchval(\n"
                "        \"select count(*) from registration where session_id = $1 and state = 'confirmed'\","
                " session.id\n"
                "    )\n"
                "    seat = None if taken >= session.capacity else "
                "await tx.conn.fetchrow(*SQL[TAKE[pool]](session_id=session.id, plan=session.plan))\n",
            ),
        ),
        ("tests/integration/activities/test_seats.py",),
    ),
    Planted(
        "seats of a session that was moved meanwhile",
        "seats",
        (
            (
                "services/activities/sessions/sessions.sql",
                "and plan = :plan and cancelled_at is null",
                "and :plan::bigint >= 0",
            ),
        ),
        ("tests/integration/activities/test_changes.py", "-k", "taken_while"),
    ),
    Planted(
        "a published result that can be changed",
        "samples",
        (
            (
                "services/inspections/migrations/0001_pre_inspections.sql",
                "create trigger result_is_final before update or delete on result for each row"
                " execute function refuse_change();",
                "",
            ),
        ),
        ("tests/integration/inspections/test_results.py",),
    ),
    Planted(
        "an entry that is one fen out",
        "ledger",
        (
            ("services/relief/funds/ledger.py", "enters: amount_fen}", "enters: amount_fen - 1}"),
            (
                "services/relief/migrations/0001_pre_relief.sql",
                "if legs < 2 or total <> 0 then",
                "if legs < 2 then",
            ),
        ),
        ("tests/unit/relief", "tests/integration/relief/test_ledger.py"),
    ),
    Planted(
        "a payer who may approve",
        "authorisation",
        (("gateway/roles.py", '"relief:pay"', '"relief:pay", "relief:approve"'),),
        ("tests/e2e/test_authorisation.py", "-k", "every_cell"),
    ),
    Planted(
        "a delay that grows without a bound",
        "sign-in",
        (
            (
                "gateway/storage.sql",
                "interval '1 minute' * least(power(2, least(a.failures + 1 - :limit, 6)), 60)",
                "least(interval '1 minute' * power(2, a.failures + 1 - :limit), interval '1 hour')",
            ),
        ),
        ("tests/integration/gateway/test_sign_in.py", "-k", "hundred"),
    ),
    Planted(
        "a phone number on the bus",
        "privacy",
        (
            (
                "services/activities/sessions/register.py",
                "    subject_ref = await admit(tx.conn, fingerprints, order)\n",
                "    subject_ref = await admit(tx.conn, fingerprints, order)\n"
                "    await tx.conn.execute(\n"
                "        \"update activity set programme = 'x-' || $2 where id ="
                ' (select activity_id from session where id = $1)", session_id, order.phone or "none"\n'
                "    )\n",
            ),
        ),
        ("tests/e2e/test_canary.py", "-k", "topic or canary_is_one"),
    ),
    Planted(
        "names that are compared as they are typed",
        "persons",
        (("kernel/names.py", "        kept.append(variants.get(c, c))\n", "        kept.append(c)\n"),),
        ("tests/unit/kernel/test_people.py",),
    ),
    Planted(
        "a line that is called from its end",
        "booking",
        (("services/activities/sessions/waiting.sql", "order by w.place limit 1", "order by w.place desc limit 1"),),
        ("tests/integration/activities/test_session_model.py",),
    ),
    Planted(
        "a working week without make-up days",
        "calendar",
        (("kernel/calendar.py", "bool(chinese_calendar.is_workday(day))", "day.weekday() < 5"),),
        ("tests/unit/kernel/test_calendar_second_source.py",),
    ),
    Planted(
        "a window for objections that a notice of holidays makes shorter",
        "calendar",
        (("services/relief/cases/cases.sql", "greatest(closes_on, :closes_on)", ":closes_on"),),
        ("tests/integration/relief/test_calendar.py",),
    ),
    Planted(
        "a broker that allows what no list forbids",
        "partner",
        (
            (
                "deploy/embedded/kafka_listeners.py",
                '"allow.everyone.if.no.acl.found": "false"',
                '"allow.everyone.if.no.acl.found": "true"',
            ),
        ),
        ("tests/integration/embedded/test_partner.py",),
    ),
    Planted(
        "a draw that counts one ticket for everybody",
        "draw",
        (("services/inspections/draws/rules.py", "range(1, of.weight + 1)", "range(1, 2)"),),
        ("tests/unit/inspections/test_draw.py",),
    ),
    Planted(
        "a made-up name that gives a ticket",
        "votes",
        (
            (
                "services/inspections/rounds/rounds.sql",
                "n.round_id = :round_id and n.recorded_by <> 'public'",
                "n.round_id = :round_id",
            ),
        ),
        ("tests/integration/inspections/test_votes.py",),
    ),
    Planted(
        "a result corrected by one person",
        "samples",
        (
            ("services/inspections/samples/rules.py", "if approve and by == requested_by:", "if False:"),
            (
                "services/inspections/migrations/0009_pre_corrections.sql",
                "check (state <> 'approved' or decided_by <> requested_by)",
                "check (true)",
            ),
        ),
        ("tests/integration/inspections/test_results.py",),
    ),
    Planted(
        "partitions of a keyed topic may grow",
        "topics",
        (("cli/topics/difference.py", "    elif topic.parked:\n", "    elif topic.key:\n"),),
        ("tests/unit/topics",),
    ),
    Planted(
        "an alert whose condition is out of reach",
        "operations",
        (("deploy/prometheus/rules/correctness.yml", 'mismatch{job="watch"}) > 0', 'mismatch{job="watch"}) > 1000'),),
        ("tests/unit/deploy/test_alerts.py",),
    ),
)


@contextmanager
def copied() -> Iterator[Path]:
    """The product as git has it and as it lies here, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="jiayuan-planted-"))
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    try:
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (REPOSITORY / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / name, folder / name)
        for name in LINKED:
            if (REPOSITORY / name).exists():
                (folder / name).symlink_to(REPOSITORY / name)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def turns_red(planted: Planted, log: Path) -> tuple[bool, str]:
    """Whether the check fails with the bad part in, and the first failure it names.

    Raises ValueError where the part cannot be planted any more: then this file is out of date.
    """
    with copied() as folder:
        for name, sound, bad in planted.edits:
            text = (folder / name).read_text(encoding="utf-8")
            if sound not in text:
                raise ValueError(f"{name} has no {sound!r} to be replaced")
            (folder / name).write_text(text.replace(sound, bad), encoding="utf-8")
        done = subprocess.run(
            [*PYTEST, "-x", *planted.check],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(folder), "JIAYUAN_EXAMPLES": EXAMPLES},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    log.write_text(done.stdout, encoding="utf-8")
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    # Status 1 is a test that failed; an import error or an empty selection is another one, and proves nothing.
    return done.returncode == 1 and bool(failed), failed[0] if failed else f"status {done.returncode}"
