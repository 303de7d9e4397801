"""What an operator sees before users feel it: the watch's metrics are true, and no process has too many series."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families

from deploy.embedded.child import Child, poll
from deploy.embedded.places import REPOSITORY, kept_port
from deploy.embedded.postgres import plain_environment
from deploy.embedded.processes import PROCESSES
from deploy.embedded.stack import Stack
from kernel.kafka import access
from tests.kit.door import District, Door

SERIES_LIMIT = 5_000


def samples(url: str) -> dict[tuple[str, ...], float]:
    """Every sample of a process by name and label values."""
    text = httpx2.get(url, timeout=5).text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@contextmanager
def watching(stack: Stack, home: Path, gateway: str) -> Iterator[str]:
    """`jiayuan serve watch` beside the running product; answers where its metrics are."""
    port = kept_port(home, "watch-metrics")
    environment = (
        plain_environment()
        | access(stack.bootstrap).environment()
        | {
            "JIAYUAN_GATEWAY_URL": gateway,
            "JIAYUAN_DATABASE_URLS": json.dumps(stack.card()["dsns"]),
            "JIAYUAN_KAFKA": stack.bootstrap,
            "JIAYUAN_PORT": str(kept_port(home, "watch")),
            "JIAYUAN_METRICS_PORT": str(port),
            "PYTHONPATH": str(REPOSITORY),
        }
    )
    child = Child((sys.executable, "-m", "cli.main", "serve", "watch"), log=home / "watch.log", env=environment)
    child.start()
    try:
        yield f"http://127.0.0.1:{port}/metrics"
    finally:
        child.stop(signal.SIGTERM, 10)


def has(url: str, *wanted: str) -> bool:
    try:
        return all((name,) in samples(url) for name in wanted)
    except httpx2.TransportError:
        return False


@pytest.mark.timeout(180)
async def test_the_watch_says_that_a_sound_product_is_sound(stack: Stack, home: Path, district: District) -> None:
    with watching(stack, home, stack.url("gateway")) as url:
        assert poll(
            lambda: has(url, "recount_last_run_timestamp") and samples(url)[("recount_last_run_timestamp",)] > 0, 120
        )
        found = samples(url)
    assert found["probe_success",] == 1
    assert found["probe_requests_total", "2xx"] >= 1
    assert found["recount_mismatch",] == 0
    assert found["ledger_imbalance",] == 0
    assert found["audit_chain_ok",] == 1
    assert {key[1] for key in found if key[0] == "recount_broken_rules"} == set(stack.card()["dsns"])
    assert {key[1] for key in found if key[0] == "dlq_depth"} >= {"engagement.parked", "gateway.parked"}


async def test_the_watch_says_that_no_one_answers(stack: Stack, home: Path) -> None:
    closed = f"http://127.0.0.1:{kept_port(home, 'nobody')}"
    with watching(stack, home, closed) as url:
        assert poll(lambda: has(url, "probe_success") and ("probe_requests_total", "unreachable") in samples(url), 30)
        assert samples(url)["probe_success",] == 0


async def test_no_process_has_more_series_than_prometheus_likes(stack: Stack, door: Door) -> None:
    await door.anonymous.get("/api/activities/public/venues")
    for process in PROCESSES:
        found = samples(stack.card()["metrics"][process.name])
        assert 0 < len(found) < SERIES_LIMIT, process.name
        assert ("process_resident_memory_bytes",) in found
    relief = samples(stack.card()["metrics"]["relief"])
    assert relief["store_epoch", "relief"] == 1
    assert relief["relay_leader",] == 1
