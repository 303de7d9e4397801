"""What is published of changed figures, and the statistics themselves against a recount that knows no SQL."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, cast
from uuid import UUID

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.events.engagement import FiguresChanged
from contracts.figure_names import FigureName
from contracts.figures import FIGURES
from kernel.db import Connection
from services.engagement import revise as reviser
from services.engagement.fold import Cell, Change, Tally
from services.engagement.revise import revise
from services.engagement.storage import DIMENSIONS, Figures, add, statistics
from tests.kit.stores import Database

NOW = datetime(2021, 7, 23, 4, 0, tzinfo=UTC)
FRIDAY = Cell(date(2021, 7, 23), "activities", "suishenxue", "org-a", "venue-a")
# Where FRIDAY is counted: the same place in three windows.
WINDOWS = {"day": "2021-07-23", "week": "2021-07-19", "month": "2021-07-01"}


class Reported(NamedTuple):
    """One row of the outbox."""

    key: str
    seq: int
    data: FiguresChanged


@pytest_asyncio.fixture
async def dsn(database: Database) -> str:
    return database("engagement")


@pytest_asyncio.fixture
async def conn(dsn: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


def tally(*changes: Change) -> Tally:
    found = Tally()
    for change in changes:
        found.add(change)
    return found


async def count(conn: Connection, *changes: Change, shard: int = 0) -> None:
    """Add changes as the stream does, in a transaction."""
    async with conn.transaction():
        await add(conn, tally(*changes), shard)


async def reported(conn: Connection) -> list[Reported]:
    rows = await conn.fetch("select aggregate, aggregate_seq, data from outbox order by id")
    return [Reported(row[0], row[1], msgspec.json.decode(row[2], type=FiguresChanged)) for row in rows]


async def newest(conn: Connection) -> dict[str, dict[str, int]]:
    """What a reader of the compacted topic has in the end: each key's figures of the highest sequence number."""
    found = sorted(await reported(conn), key=lambda one: one.seq)
    return {one.key: one.data.figures for one in found}


def keys_of(cell: Cell) -> set[str]:
    """The keys of a cell on FRIDAY: three grains, and every dimension in which it is somebody's."""
    members = dict(zip(DIMENSIONS, ("district", *cell[1:]), strict=True))
    return {
        f"cell/{grain}:{start}:{dimension}:{member}"
        for grain, start in WINDOWS.items()
        for dimension, member in members.items()
        if member
    }


async def test_exactly_the_affected_cells_are_reported(conn: Connection) -> None:
    placeless = FRIDAY._replace(line="relief", venue="")
    await count(conn, Change(FRIDAY, "registrations", 2), Change(placeless, "received_fen", 700))
    assert await revise(conn, NOW) == 2
    first = await reported(conn)
    assert {one.key for one in first} == keys_of(FRIDAY) | keys_of(placeless)
    assert len(keys_of(FRIDAY)) == 15
    assert len(first) == len({one.key for one in first}), "two cells of one window are published once"
    figures = await newest(conn)
    assert figures["cell/day:2021-07-23:district:district"] == {"registrations": 2, "received_fen": 700}
    assert figures["cell/week:2021-07-19:line:relief"] == {"received_fen": 700}
    assert await revise(conn, NOW) == 0
    # The neighbour's figures did not change, so nothing is said of it.
    await count(conn, Change(placeless, "received_fen", 1))
    assert await revise(conn, NOW) == 1
    again = (await reported(conn))[len(first) :]
    assert {one.key for one in again} == keys_of(placeless)
    assert {one.seq for one in again} == {2}


async def test_changes_that_cancel_each_other_are_not_reported(conn: Connection) -> None:
    await count(conn, Change(FRIDAY, "nominations", 1), Change(FRIDAY, "nominations", -1))
    assert await revise(conn, NOW) == 0


async def test_a_correction_to_zero_is_reported_as_no_figures(conn: Connection) -> None:
    await count(conn, Change(FRIDAY, "nominations", 1), Change(FRIDAY, "people_nominating", 1, str(UUID(int=1))))
    await revise(conn, NOW)
    saturday = FRIDAY._replace(day=date(2021, 7, 24))
    moved = [Change(FRIDAY, "nominations", -1), Change(FRIDAY, "people_nominating", -1, str(UUID(int=1)))]
    moved += [Change(saturday, "nominations", 1), Change(saturday, "people_nominating", 1, str(UUID(int=1)))]
    await count(conn, *moved)
    await revise(conn, NOW)
    figures = await newest(conn)
    assert figures["cell/day:2021-07-23:district:district"] == {}
    assert figures["cell/day:2021-07-23:venue:venue-a"] == {}
    assert figures["cell/day:2021-07-24:district:district"] == {"nominations": 1, "people_nominating": 1}
    assert figures["cell/week:2021-07-19:district:district"] == {"nominations": 1, "people_nominating": 1}


async def test_a_reviser_that_is_overtaken_does_not_tell_old_figures_last(
    dsn: str, conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has read its figures and is held up; the figures change, and a second reviser looks."""
    has_read, may_go_on = asyncio.Event(), asyncio.Event()

    async def slow(conn: Connection, *window: Any) -> list[Figures]:
        found = await statistics(conn, *window)
        if not has_read.is_set():
            has_read.set()
            await may_go_on.wait()
        return found

    monkeypatch.setattr(reviser, "statistics", slow)
    await count(conn, Change(FRIDAY, "registrations", 1))
    other = await asyncpg.connect(dsn)
    first = asyncio.create_task(revise(other, NOW))
    await has_read.wait()
    await count(conn, Change(FRIDAY, "registrations", 1), shard=1)
    await revise(conn, NOW)
    may_go_on.set()
    await first
    while await revise(conn, NOW):
        pass
    await other.close()
    assert set(map(str, (await newest(conn)).values())) == {"{'registrations': 2}"}


async def test_many_revisers_end_with_what_is_so(dsn: str, conn: Connection) -> None:
    days = [FRIDAY._replace(day=FRIDAY.day + timedelta(days=n % 3)) for n in range(40)]

    async def stream() -> None:
        for number, cell in enumerate(days):
            await count(conn, Change(cell, "registrations", 1), shard=number % 4)

    async def keep_revising() -> None:
        mine = await asyncpg.connect(dsn)
        while not streaming.done() or await mine.fetchval("select exists (select from revision_due)"):
            await revise(mine, NOW)
            await asyncio.sleep(0)
        await mine.close()

    streaming = asyncio.create_task(stream())
    await asyncio.gather(streaming, *(keep_revising() for _ in range(3)))
    expected = Counter(cell.day.isoformat() for cell in days)
    figures = await newest(conn)
    for day, registrations in expected.items():
        assert figures[f"cell/day:{day}:district:district"] == {"registrations": registrations}
    sequences: dict[str, list[int]] = defaultdict(list)
    for one in await reported(conn):
        sequences[one.key].append(one.seq)
    assert all(found == list(range(1, len(found) + 1)) for found in sequences.values())


cells = st.builds(
    Cell,
    day=st.dates(date(2020, 12, 20), date(2021, 3, 5)),
    line=st.sampled_from(["activities", "inspections", "relief"]),
    programme=st.sampled_from(["p", "q"]),
    organisation=st.sampled_from(["a", "b"]),
    venue=st.sampled_from(["", "v", "w"]),
)
sums = st.builds(
    Change, cells, st.sampled_from(["registrations", "expected", "attended"]), st.integers(-2, 5), st.none()
)
seen = st.builds(
    Change,
    cells,
    st.sampled_from([name for name, figure in FIGURES.items() if figure.distinct]),
    st.sampled_from([-1, 1, 2]),
    st.integers(1, 4).map(lambda n: str(UUID(int=n))),
)
RANGE = date(2020, 12, 24), date(2021, 3, 1)


def window_of(day: date, grain: str) -> date:
    """By the calendar's own words, not by kernel.calendar: ISO weeks begin on Monday."""
    if grain == "week":
        return date.fromisocalendar(*day.isocalendar()[:2], 1)
    return {"day": day, "month": date(day.year, day.month, 1), "total": RANGE[0]}[grain]


def recount(changes: Iterable[Change], grain: str, dimension: str) -> dict[tuple[date, str], dict[str, int]]:
    """The statistics as anyone would count them with a pencil."""
    totals: Counter[tuple[date, str, str]] = Counter()
    times: Counter[tuple[Cell, str, str]] = Counter()
    for change in changes:
        cell = change.cell
        if change.subject is not None:
            times[cell, change.metric, change.subject] += change.by
        elif RANGE[0] <= cell.day < RANGE[1]:
            totals[window_of(cell.day, grain), _member(cell, dimension), change.metric] += change.by
    people: dict[tuple[date, str, str], set[str]] = defaultdict(set)
    for (cell, metric, subject), number in times.items():
        if number > 0 and RANGE[0] <= cell.day < RANGE[1]:
            people[window_of(cell.day, grain), _member(cell, dimension), metric].add(subject)
    found: dict[tuple[date, str], dict[str, int]] = defaultdict(dict)
    for (window, member, metric), value in [*totals.items(), *((k, len(v)) for k, v in people.items())]:
        if value and member:
            found[window, member][metric] = value
    return dict(found)


def _member(cell: Cell, dimension: str) -> str:
    return "district" if dimension == "district" else str(getattr(cell, dimension))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(sums | seen, max_size=12), max_size=4))
async def test_every_grain_and_dimension_agrees_with_a_recount(conn: Connection, batches: list[list[Change]]) -> None:
    undone = conn.transaction()
    await undone.start()
    try:
        for shard, batch in enumerate(batches):
            await count(conn, *batch, shard=shard)
        every = [change for batch in batches for change in batch]
        for grain in ("day", "week", "month", "total"):
            for dimension in DIMENSIONS:
                found = await statistics(conn, grain, dimension, *RANGE)
                got = {(one.window, one.member): one.figures for one in found}
                assert got == recount(every, grain, dimension), (grain, dimension)
    finally:
        await undone.rollback()


async def test_a_metric_of_another_version_comes_last(conn: Connection) -> None:
    """A rolling upgrade, or a step back: the newer one counted what the older does not know."""
    zebras, anteaters = cast(FigureName, "zebras"), cast(FigureName, "anteaters")
    await count(conn, Change(FRIDAY, zebras, 2), Change(FRIDAY, "visits", 1), Change(FRIDAY, anteaters, 3))
    (day,) = await statistics(conn, "day", "district", FRIDAY.day, FRIDAY.day + timedelta(days=1))
    assert list(day.figures) == ["visits", "anteaters", "zebras"]
    assert await revise(conn, NOW) > 0


async def test_a_figure_below_zero_is_reported_as_none_and_ends_nothing(conn: Connection) -> None:
    """A cancellation whose registration was parked: the contract knows no such figure."""
    await count(conn, Change(FRIDAY, "expected", -1), Change(FRIDAY, "attended", 1))
    assert await revise(conn, NOW) > 0
    (day,) = await statistics(conn, "day", "district", FRIDAY.day, FRIDAY.day + timedelta(days=1))
    assert (day.figures["expected"], day.attendance_rate) == (-1, None)
