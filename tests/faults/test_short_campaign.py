"""The campaign in short: every process, the broker and the database killed once under load, nothing lost or wrong."""

from __future__ import annotations

import asyncio

import pytest

from deploy.embedded.stack import Stack
from tests.faults.campaign import Campaign, report, run
from tests.kit.stores import need_java, need_postgres, throwaway_home


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_every_part_is_killed_under_load_and_nothing_is_lost_or_counted_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    need_java()
    need_postgres()
    monkeypatch.setenv("JIAYUAN_RATE_PER_MINUTE", "1000000")
    with throwaway_home() as home, Stack(home) as stack:
        findings = asyncio.run(run(stack, Campaign(commands=1_500, kills=8)))
    assert report(findings)
