"""The money under load and death, in short: 2,000 postings with the room and its stores killed meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from deploy.embedded.stack import Stack
from tests.faults.campaign import report
from tests.faults.postings import run
from tests.kit.stores import need_java, need_postgres, throwaway_home


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_money_survives_the_death_of_everything_that_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    need_java()
    need_postgres()
    monkeypatch.setenv("JIAYUAN_RATE_PER_MINUTE", "1000000")
    with throwaway_home() as home, Stack(home, only=("gateway", "relief")) as stack:
        findings = asyncio.run(run(stack, postings=2_000, callers=16, kills=4))
    assert report(findings)
