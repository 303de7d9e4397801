"""What inspections does about other rooms' facts: a notice of holidays moves the days for what is open."""

from kernel.calendar import WorkingCalendar
from kernel.db import Connection
from services.inspections.disposals.row import UnderWay
from services.inspections.samples.deadlines import PUBLISH_WORKING_DAYS, STEP_WORKING_DAYS
from services.inspections.samples.row import Awaited
from services.inspections.storage import SQL


async def move_deadlines(conn: Connection, before: WorkingCalendar, known: WorkingCalendar) -> None:
    """Count the last days of open samples and disposals by the calendar `known`; they were counted by `before`."""
    for sample in await Awaited.every(conn):
        due_on = before.moved(sample.publish_due, PUBLISH_WORKING_DAYS, known)
        await conn.execute(*SQL["move-publish-due"](id=sample.id, publish_due=due_on))
    for disposal in await UnderWay.every(conn):
        due_on = before.moved(disposal.due_on, STEP_WORKING_DAYS[disposal.state], known)
        await conn.execute(*SQL["move-disposal-due"](id=disposal.id, due_on=due_on))
