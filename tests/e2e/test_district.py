"""The district: loaded through the gateway, counted twice without a difference, and unchanged by a second load."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.demo.load import load
from cli.demo.people import people_of
from deploy.embedded.stack import Stack
from tests.kit.stores import need_java, need_postgres


def verified(home: Path) -> dict[str, Any]:
    """`jiayuan verify` as a stranger runs it; it must exit 0."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "verify", "--json", "--wait", "60"],
        env=os.environ | {"JIAYUAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def in_all(answer: dict[str, Any]) -> dict[str, int]:
    """The district's figures over everything."""
    return {
        figure["metric"]: figure["rooms"]
        for figure in answer["figures"]
        if (figure["grain"], figure["dimension"]) == ("total", "district")
    }


@pytest.mark.timeout(240)
async def test_the_district_is_counted_twice_and_a_second_load_changes_nothing(home: Path) -> None:
    need_java()
    need_postgres()

    def story() -> tuple[dict[str, Any], dict[str, Any]]:
        with Stack(home, quiet=True) as stack:
            people = people_of(stack.card())
            first = load(stack.url("gateway"), people, say=lambda _: None)
            assert (first.changed > 300, first.unchanged) == (True, 0)
            once = verified(home)
            second = load(stack.url("gateway"), people, say=lambda _: None)
            assert second.changed == 0
            return once, verified(home)

    once, again = await asyncio.to_thread(story)
    assert (once["holds"], once["differences"], once["broken"]) == (True, 0, [])
    assert once["figures"] == again["figures"]
    figures = in_all(once)
    # "累计帮困金额超过18万元", as the newspaper printed it.
    assert figures["received_fen"] == 18_000_000
    assert figures["registrations"] > figures["people_registered"] > figures["people_attended"] > 0
