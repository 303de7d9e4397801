"""What inspections does about other rooms' facts: a notice of holidays moves the days for what is open."""

from kernel.calendar import WorkingCalendar
from kernel.db import Connection
from services.inspections.samples.deadlines import PUBLISH_WORKING_DAYS, STEP_WORKING_DAYS
from services.inspections.storage import SQL


async def move_deadlines(conn: Connection, before: WorkingCalendar, known: WorkingCalendar) -> None:
    """Count the last days of open samples and disposals by the calendar `known`; they were counted by `before`."""
    for row in await conn.fetch(*SQL["samples-to-publish"]()):
        due_on = before.moved(row["publish_due"], PUBLISH_WORKING_DAYS, known)
        await conn.execute(*SQL["move-publish-due"](id=row["id"], publish_due=due_on))
    for row in await conn.fetch(*SQL["disposals-under-way"]()):
        due_on = before.moved(row["due_on"], STEP_WORKING_DAYS[row["state"]], known)
        await conn.execute(*SQL["move-disposal-due"](id=row["id"], due_on=due_on))
