"""What an operator relies on, in short: a rolling restart, a restore after a lost disk, brokers that die in turn."""

from __future__ import annotations

import asyncio

import pytest

from deploy.embedded.stack import Stack
from tests.faults import brokers, restore, rolling
from tests.faults.campaign import report
from tests.kit.cluster import cluster
from tests.kit.stores import need_java, need_postgres, throwaway_home

# Eight callers then ask some fifteen times a second: every restart and restore falls into commands, and the processes
# that come back have most of both cores. `make prove` has the full load.
REST_SECONDS = 0.5


@pytest.fixture(autouse=True)
def _unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    need_java()
    need_postgres()
    monkeypatch.setenv("JIAYUAN_RATE_PER_MINUTE", "1000000")


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_every_process_is_restarted_under_load_and_no_request_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAYUAN_DRAIN_SECONDS", rolling.DRAIN_SECONDS)
    with throwaway_home() as home, Stack(home, quiet=True, table=rolling.TABLE) as stack:
        findings = asyncio.run(rolling.run(stack, commands=500, rest=REST_SECONDS))
    assert report(findings)


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_a_chosen_second_and_a_lost_disk_are_restored() -> None:
    with throwaway_home() as home:
        # Longer than a segment of the log waits to be handed over, so that something of this load is in the archive.
        findings = restore.drill(home, seconds=20, rest=REST_SECONDS)
    assert report(findings)


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_a_leader_is_killed_and_paused_and_nothing_is_lost_or_inverted() -> None:
    with throwaway_home() as home, cluster(home) as nodes:
        findings = asyncio.run(brokers.run(home, nodes, brokers.Campaign(events=800, kills=1, pauses=1)))
    assert report(findings)
