"""Venues as people ask for them: is it open now, and does what is there work."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from kernel.announced import working_calendar
from kernel.calendar import SHANGHAI, WorkingCalendar
from kernel.db import Connection, Row, with_id_as
from kernel.errors import NotFound
from kernel.routes import NameAfter, Now, query
from kernel.web import ZERO_ID, Output, PageLimit
from services.activities.storage import SQL
from services.activities.venues.amenities import shown_state
from services.activities.venues.hours import Exception_, Hours, hours_on, is_open


class AmenityView(Output):
    """An amenity as it reads today; `checked_at` is when somebody last looked."""

    kind: str
    state: str
    checked_at: datetime | None


class HoursView(Output):
    """Open from, until; Shanghai's time."""

    opens: time
    closes: time


class ScheduleHours(HoursView):
    """Hours by kind of day."""

    days: str


class ExceptionView(Output):
    """A closure, or longer hours."""

    from_day: date
    to_day: date
    kind: str
    reason: str
    closes: time | None


class VenueException(ExceptionView):
    """The same with its venue."""

    exception_id: UUID
    venue_id: UUID


class VenueView(Output):
    """A venue. `open_now` and `today` are null where hours are not known.

    Without `calendar_announced` today's hours are worked out by weekends: no notice of this year's holidays is known.
    """

    venue_id: UUID
    name: str
    kind: str
    address: str | None
    organisation_id: UUID | None
    map_x: int | None
    map_y: int | None
    amenities: list[AmenityView]
    schedule: list[ScheduleHours] | None
    exceptions: list[ExceptionView]
    today: list[HoursView] | None
    open_now: bool | None
    calendar_announced: bool
    source: str


@query(
    "GET /venues",
    may="activities:read",
    says="Venues by name: hours, whether they are open now, amenities as they read today.",
)
async def list_venues(conn: Connection, now: Now, after: NameAfter = "", limit: PageLimit = 100) -> list[VenueView]:
    """Venues by name, after the one named `after`, as they stand at `now`."""
    return await _shown(conn, now, after=after, limit=limit, one=None)


@query("GET /venues/{venue_id}", may="activities:read", says="One venue.", refuses=("venue-unknown",))
async def show_venue(conn: Connection, now: Now, venue_id: UUID) -> VenueView:
    """A venue as it stands at `now`. Raises NotFound("venue-unknown")."""
    found = await _shown(conn, now, after="", limit=1, one=venue_id)
    if not found:
        raise NotFound("venue-unknown")
    return found[0]


@query(
    "GET /venue-exceptions",
    may="activities:read",
    says="Closures and longer hours of all venues that touch the days [from, to).",
)
async def list_exceptions(
    conn: Connection,
    start: Annotated[date, Query(alias="from", ge=date(2004, 1, 1), le=date(2100, 1, 1))],
    end: Annotated[date, Query(alias="to", ge=date(2004, 1, 1), le=date(2100, 1, 1))],
    after: UUID = ZERO_ID,
    limit: PageLimit = 100,
) -> list[VenueException]:
    """In the order in which they were entered."""
    rows = await conn.fetch(*SQL["list-exceptions"](start=start, end=end, after=after, limit=limit))
    return [VenueException(**with_id_as(row, "exception_id")) for row in rows]


@query(
    "GET /public/venues",
    may="activities:public",
    says="The same for everybody: where one can go, and what is not known of it.",
)
async def public_venues(conn: Connection, now: Now, after: NameAfter = "", limit: PageLimit = 100) -> list[VenueView]:
    """As `list_venues`."""
    return await list_venues(conn, now, after, limit)


async def _shown(conn: Connection, now: datetime, **which: object) -> list[VenueView]:
    day = now.astimezone(SHANGHAI).date()
    rows = await conn.fetch(*SQL["list-venues"](today=day, **which))
    calendar = await working_calendar(conn)
    return [_view(row, now, calendar) for row in rows]


def _view(row: Row, now: datetime, calendar: WorkingCalendar) -> VenueView:
    local = now.astimezone(SHANGHAI)
    schedule = json.loads(row["schedule"])["hours"] if row["schedule"] else None
    exceptions = [ExceptionView(**e) for e in json.loads(row["exceptions"])]
    working = calendar.is_working_day(local.date())
    hours = _hours(schedule, exceptions, local.date(), working=working)
    fields: dict[str, Any] = with_id_as(row, "venue_id") | {
        "amenities": [_amenity(a, now) for a in json.loads(row["amenities"])],
        "schedule": schedule,
        "exceptions": exceptions,
        "today": None if hours is None else [HoursView(opens=o, closes=c) for o, c in hours],
        "open_now": None if hours is None else is_open(local.time(), hours),
        "calendar_announced": calendar.is_announced(local.year),
    }
    return VenueView(**fields)


def _hours(
    schedule: list[dict[str, str]] | None, exceptions: Iterable[ExceptionView], day: date, *, working: bool
) -> list[tuple[time, time]] | None:
    if schedule is None:
        return None
    return hours_on(
        day,
        [Hours(h["days"], time.fromisoformat(h["opens"]), time.fromisoformat(h["closes"])) for h in schedule],  # type: ignore[arg-type]
        [Exception_(e.from_day, e.to_day, e.closes) for e in exceptions],
        working=working,
    )


def _amenity(stored: dict[str, str | None], now: datetime) -> AmenityView:
    checked = datetime.fromisoformat(stored["checked_at"]) if stored["checked_at"] else None
    kind, state = str(stored["kind"]), str(stored["state"])
    return AmenityView(kind=kind, state=shown_state(kind, state, checked, now), checked_at=checked)
