"""Organisations, their membership of the alliance, the joint committees of buildings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from kernel.commands import Frame
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.activities.commands.admit_member import Admitted, Membership, admit_member
from services.activities.commands.found_committee import Committee, Founded, found_committee
from services.activities.commands.join_committee import Joined, Joins, join_committee
from services.activities.commands.register_organisation import (
    Organisation,
    RegisteredOrganisation,
    register_organisation,
)
from services.activities.queries.alliance import CommitteeView, OrganisationView, list_committees, list_organisations

router = APIRouter(route_class=StrictRoute)
MANAGE = permission("activities:manage")
READ = permission("activities:read")
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/organisations", status_code=201, response_model=RegisteredOrganisation, dependencies=[MANAGE])
async def post_organisation(body: Organisation, command: Frame) -> Response:
    """Register an organisation of the alliance."""
    return await command.run(register_organisation, body)


@router.get("/organisations", dependencies=[READ])
async def get_organisations(rows: Rows, after: NameAfter = "", limit: PageLimit = 100) -> list[OrganisationView]:
    """Organisations by name."""
    async with rows.acquire() as conn:
        return await list_organisations(conn, after, limit)


@router.post(
    "/organisations/{organisation_id}/membership",
    status_code=201,
    response_model=Admitted,
    dependencies=[MANAGE],
)
async def post_membership(organisation_id: UUID, body: Membership, command: Frame) -> Response:
    """Admit an organisation to the alliance for a term; a later term follows the earlier one, which is kept."""
    return await command.run(admit_member, organisation_id, body)


@router.post("/committees", status_code=201, response_model=Founded, dependencies=[MANAGE])
async def post_committee(body: Committee, command: Frame) -> Response:
    """Found a building's joint committee."""
    return await command.run(found_committee, body)


@router.get("/committees", dependencies=[READ])
async def get_committees(rows: Rows) -> list[CommitteeView]:
    """Joint committees by building, with their members."""
    async with rows.acquire() as conn:
        return await list_committees(conn)


@router.post(
    "/committees/{committee_id}/members",
    status_code=201,
    response_model=Joined,
    dependencies=[MANAGE],
)
async def post_committee_member(committee_id: UUID, body: Joins, command: Frame) -> Response:
    """Seat an organisation in a joint committee."""
    return await command.run(join_committee, committee_id, body)
