"""The working calendar agrees with a second source on every date: npm's chinese-days, another author's reading."""

from __future__ import annotations

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from kernel.calendar import PACKAGED
from tests.kit.machine import missing

DASHBOARD = Path(__file__).resolve().parents[3] / "dashboard"
FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
# Asked in the other language's own time: a date without a zone, one string a day.
ASK = """
import days from 'chinese-days';
const found = [];
for (let at = Date.UTC(2019, 0, 1); at <= Date.UTC(2026, 11, 31); at += 86400000) {
  const day = new Date(at).toISOString().slice(0, 10);
  found.push([day, days.isWorkday(day)]);
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def second() -> dict[str, bool]:
    """Every date of eight years, as the other package has it."""
    if not (DASHBOARD / "node_modules" / "chinese-days").exists():
        missing("the dashboard's packages are not installed")
    try:
        runtime = node.find().program
    except StartFailed as error:
        missing(error.why)
    done = subprocess.run(
        [str(runtime), "--input-type=module", "-e", ASK],
        cwd=DASHBOARD,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return dict(json.loads(done.stdout))


def test_every_date_from_2019_to_2026_is_the_same_in_both(second: dict[str, bool]) -> None:
    assert len(second) == (LAST - FIRST).days + 1 == 2922
    differing = [day for day in second if second[day] != PACKAGED.is_working_day(date.fromisoformat(day))]
    assert differing == []


def test_the_second_source_knows_the_make_up_workdays_of_2021(second: dict[str, bool]) -> None:
    for day in ("02-07", "02-20", "04-25", "05-08", "09-18", "09-26", "10-09"):
        assert second[f"2021-{day}"], day
        assert date.fromisoformat(f"2021-{day}").weekday() >= 5
    assert not second[str(date(2021, 10, 1) + timedelta(days=3))]
