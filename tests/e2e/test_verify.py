"""`jiayuan verify` counts every fact that the rooms take, and says when Kafka lost some that were not applied."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from contracts.record import FIRST_DAY, LAST_DAY
from deploy.embedded.stack import Stack
from kernel.calendar import SHANGHAI
from tests.e2e.test_district import verified
from tests.kit.door import District, Door
from tests.kit.scenes import at, person

# No test counts these years, and FIRST_DAY is older than any fact that an office has typed in.
LATER = date(2031, 12, 31)
FEN = 70


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), SHANGHAI)


@pytest.mark.timeout(240)
async def test_facts_of_the_first_and_the_last_day_are_counted_alike(
    stack: Stack, door: Door, district: District
) -> None:
    operator = door["operator"]
    donation = {
        "organisation_id": district.organisation,
        "amount_fen": FEN,
        "received_at": f"{FIRST_DAY}T00:00:00+08:00",
    }
    await operator.done(f"/api/relief/funds/{district.fund}/donations", donation)
    for n, day in enumerate((LATER, LAST_DAY)):
        times = {"starts_at": at(noon(day)), "ends_at": at(noon(day) + timedelta(hours=1))}
        body = {"venue_id": district.venue, "capacity": 5, "despite": "tests share one venue", **times}
        path = f"/api/activities/activities/{district.activity}/sessions"
        made = (await operator.done(path, body))["session_id"]
        await operator.done(f"/api/activities/sessions/{made}/registrations", person(7_100 + n))
    answer = await asyncio.to_thread(verified, stack.home)
    assert answer["differences"] == 0
    assert reported(answer, "received_fen", FIRST_DAY) == {FEN}
    # Registered today; expected when their session has begun (ACT-25).
    assert reported(answer, "expected", LATER) == reported(answer, "expected", LAST_DAY) == set()


@pytest.mark.timeout(180)
async def test_records_that_kafka_lost_are_one_clear_line(stack: Stack, district: District) -> None:
    """A mark of a consumer that is none of the product's: no process stops for it."""
    conn = await asyncpg.connect(stack.dsn("gateway"))
    try:
        await conn.execute(
            "insert into position (consumer, topic, partition, next_offset, lost)"
            " values ('drill', 'activities.sessions', 3, 5, 'deleted-before-read')"
        )
        code, text = await asyncio.to_thread(verify_now, stack.home)
    finally:
        await conn.execute("delete from position where consumer = 'drill'")
        await conn.close()
    lines = [line for line in text.splitlines() if "drill" in line]
    assert code == 1
    assert len(lines) == 1, text[-2000:]
    assert "drill activities.sessions/3 (deleted-before-read)" in lines[0]
    assert "jiayuan resume" in lines[0]


def verify_now(home: Path) -> tuple[int, str]:
    """The exit code and the text of `jiayuan verify` that waits for nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "verify", "--wait", "0"],
        env=os.environ | {"JIAYUAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def reported(answer: dict[str, Any], metric: str, day: date) -> set[int]:
    """What the three counts say of the district's figure on a day."""
    wanted = ("day", "district", day.isoformat(), metric)
    return {
        figure[count]
        for figure in answer["figures"]
        if (figure["grain"], figure["dimension"], figure["window"], figure["metric"]) == wanted
        for count in ("rooms", "statistics", "topic")
    }
