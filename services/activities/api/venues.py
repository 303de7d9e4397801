"""Venues: hours, closures, heat alerts, amenities, visits."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from kernel.commands import Frame
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.activities.commands.check_amenity import Check, Checked, check_amenity
from services.activities.commands.close_venue import Closed, Closure, close_venue
from services.activities.commands.declare_heat_alert import Declared, HeatAlert, declare_heat_alert
from services.activities.commands.open_venue import Opened, Venue, open_venue
from services.activities.commands.record_visit import Visit, Visited, record_visit
from services.activities.commands.set_schedule import ScheduleOrder, ScheduleSet, set_schedule
from services.activities.queries.venues import VenueView, list_venues

router = APIRouter(route_class=StrictRoute)
MANAGE = permission("activities:manage")
READ = permission("activities:read")
KEEP = permission("activities:keep-venue")
PUBLIC = permission("activities:public")
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/venues", status_code=201, response_model=Opened, dependencies=[MANAGE])
async def post_venue(body: Venue, command: Frame) -> Response:
    """Open a venue."""
    return await command.run(open_venue, body)


@router.get("/venues", dependencies=[READ])
async def get_venues(rows: Rows, after: NameAfter = "", limit: PageLimit = 100) -> list[VenueView]:
    """Venues by name: hours, whether they are open now, amenities as they read today."""
    async with rows.acquire() as conn:
        return await list_venues(conn, after, limit, datetime.now(UTC))


@router.get("/public/venues", dependencies=[PUBLIC])
async def get_public_venues(rows: Rows, after: NameAfter = "", limit: PageLimit = 100) -> list[VenueView]:
    """The same for everybody: where one can go, and what is not known of it."""
    async with rows.acquire() as conn:
        return await list_venues(conn, after, limit, datetime.now(UTC))


@router.post(
    "/venues/{venue_id}/schedule",
    status_code=201,
    response_model=ScheduleSet,
    dependencies=[KEEP],
)
async def post_schedule(venue_id: UUID, body: ScheduleOrder, command: Frame) -> Response:
    """Set a venue's hours from a day on."""
    return await command.run(set_schedule, venue_id, body)


@router.post(
    "/venues/{venue_id}/closures",
    status_code=201,
    response_model=Closed,
    dependencies=[KEEP],
)
async def post_closure(venue_id: UUID, body: Closure, command: Frame) -> Response:
    """Close a venue for some days."""
    return await command.run(close_venue, venue_id, body)


@router.post(
    "/venues/{venue_id}/amenity-checks",
    status_code=201,
    response_model=Checked,
    dependencies=[KEEP],
)
async def post_amenity_check(venue_id: UUID, body: Check, command: Frame) -> Response:
    """Say how an amenity was found."""
    return await command.run(check_amenity, venue_id, body)


@router.post(
    "/venues/{venue_id}/visits",
    status_code=201,
    response_model=Visited,
    dependencies=[KEEP],
)
async def post_visit(venue_id: UUID, body: Visit, command: Frame) -> Response:
    """Record that people came into a relay station."""
    return await command.run(record_visit, venue_id, body)


@router.post("/heat-alerts", status_code=201, response_model=Declared, dependencies=[MANAGE])
async def post_heat_alert(body: HeatAlert, command: Frame) -> Response:
    """Declare a heat alert: relay stations stay open longer that day."""
    return await command.run(declare_heat_alert, body)
