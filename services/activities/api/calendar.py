"""The working calendar: the office enters each year's notice, everybody may read it."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Response

from kernel.calendar import local_day
from kernel.commands import Frame
from kernel.web import Rows, StrictRoute, permission
from services.activities.commands.announce_working_calendar import (
    Announced,
    CalendarNotice,
    announce_working_calendar,
)
from services.activities.queries.calendar import CalendarView, calendar

router = APIRouter(route_class=StrictRoute)
Year = Annotated[int, Path(ge=2000, le=2100)]


@router.get("/public/working-calendar", dependencies=[permission("activities:public")])
async def get_calendar(rows: Rows) -> CalendarView:
    """The notices that were entered, and the first day of which no notice is known."""
    async with rows.acquire() as conn:
        return await calendar(conn, local_day(datetime.now(UTC)))


@router.post("/working-calendar/{year}", status_code=201, response_model=Announced,
             dependencies=[permission("activities:manage")])  # fmt: skip
async def post_calendar(year: Year, body: CalendarNotice, command: Frame) -> Response:
    """Enter a year's notice of holidays and make-up workdays, in place of an earlier entry."""
    return await command.run(announce_working_calendar, year, body)
