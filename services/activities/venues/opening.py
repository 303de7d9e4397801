"""Whether a venue is open while a session lasts, by its hours, closures and the working calendar (ACT-15, ACT-16)."""

from datetime import datetime
from uuid import UUID

from kernel.announced import working_calendar
from kernel.calendar import SHANGHAI
from kernel.db import Connection
from services.activities.storage import SQL
from services.activities.venues.hours import Exception_, Hours, hours_on, is_open_throughout


async def is_open_during(conn: Connection, venue_id: UUID, starts_at: datetime, ends_at: datetime) -> bool | None:
    """None where the hours of that day are not known; a closure is known all the same. Past midnight it is closed."""
    starts, ends = starts_at.astimezone(SHANGHAI), ends_at.astimezone(SHANGHAI)
    day = starts.date()
    exceptions = [Exception_(**row) for row in await conn.fetch(*SQL["exceptions-on"](venue_id=venue_id, day=day))]
    since = await conn.fetchval(*SQL["schedule-version-on"](venue_id=venue_id, day=day))
    if since is None:
        return False if any(one.closes is None for one in exceptions) else None
    if ends.date() != day:
        return False
    schedule = await conn.fetch(*SQL["schedule-of"](venue_id=venue_id, from_day=since))
    calendar = await working_calendar(conn)
    hours = hours_on(
        day,
        [Hours(**row) for row in schedule],
        exceptions,
        working=calendar.is_working_day(day),
    )
    return is_open_throughout(starts.time(), ends.time(), hours)
