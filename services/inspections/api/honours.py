"""Routes of awards, pledges, campaigns and the staff training register."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from kernel.commands import Frame
from kernel.web import Rows
from services.inspections.api.kit import MANAGE, READ, ROUTE_CLASS, now
from services.inspections.commands.count_tally import Counted, Tally, count_tally
from services.inspections.commands.grant_award import grant_award
from services.inspections.commands.open_campaign import Campaign, CampaignAnnounced, open_campaign
from services.inspections.commands.propose_award import AwardProposal, AwardState, propose_award
from services.inspections.commands.put_on_duty import put_on_duty
from services.inspections.commands.record_exam import Exam, ExamRecorded, record_exam
from services.inspections.commands.revoke_award import Revocation, revoke_award
from services.inspections.commands.set_up_stall import Stall, StallSet, set_up_stall
from services.inspections.commands.sign_safety_pledge import Pledged, SafetyPledge, sign_safety_pledge
from services.inspections.queries import honours as queries

router = APIRouter(route_class=ROUTE_CLASS)


@router.post("/awards", status_code=201, response_model=AwardState, dependencies=MANAGE)
async def post_award(body: AwardProposal, command: Frame) -> Response:
    """Propose an establishment for an award."""
    return await command.run(propose_award, body)


@router.get("/awards", dependencies=READ)
async def get_awards(rows: Rows) -> list[queries.AwardView]:
    """The newest 500 awards."""
    async with rows.acquire() as conn:
        return await queries.list_awards(conn, now())


@router.post("/awards/{award_id}/grant", status_code=201, response_model=AwardState, dependencies=MANAGE)
async def post_grant(award_id: UUID, command: Frame) -> Response:
    """Grant a proposed award."""
    return await command.run(grant_award, award_id)


@router.post("/awards/{award_id}/revoke", status_code=201, response_model=AwardState, dependencies=MANAGE)
async def post_revoke(award_id: UUID, body: Revocation, command: Frame) -> Response:
    """Take an award back."""
    return await command.run(revoke_award, award_id, body)


@router.post("/pledges", status_code=201, response_model=Pledged, dependencies=MANAGE)
async def post_pledge(body: SafetyPledge, command: Frame) -> Response:
    """Record a signed safety pledge."""
    return await command.run(sign_safety_pledge, body)


@router.get("/pledges", dependencies=READ)
async def get_pledges(rows: Rows) -> list[queries.PledgeView]:
    """The newest 500 safety pledges."""
    async with rows.acquire() as conn:
        return await queries.list_pledges(conn, now())


@router.post("/campaigns", status_code=201, response_model=CampaignAnnounced, dependencies=MANAGE)
async def post_campaign(body: Campaign, command: Frame) -> Response:
    """Announce a campaign."""
    return await command.run(open_campaign, body)


@router.get("/campaigns", dependencies=READ)
async def get_campaigns(rows: Rows) -> list[queries.CampaignView]:
    """Campaigns with their stalls and what was handed out."""
    async with rows.acquire() as conn:
        return await queries.list_campaigns(conn)


@router.post("/campaigns/{campaign_id}/stalls", status_code=201, response_model=StallSet, dependencies=MANAGE)
async def post_stall(campaign_id: UUID, body: Stall, command: Frame) -> Response:
    """Add a stall or a talk to a campaign."""
    return await command.run(set_up_stall, campaign_id, body)


@router.post("/stalls/{stall_id}/tallies", status_code=201, response_model=Counted, dependencies=MANAGE)
async def post_tally(stall_id: UUID, body: Tally, command: Frame) -> Response:
    """Count what was handed out on a day; counting again replaces."""
    return await command.run(count_tally, stall_id, body)


@router.post("/exams", status_code=201, response_model=ExamRecorded, dependencies=MANAGE)
async def post_exam(request: Request, body: Exam, command: Frame) -> Response:
    """Record an exam of a member of staff."""
    return await command.run(record_exam, body, request.app.state.fingerprints)


@router.get("/staff", dependencies=MANAGE)
async def get_staff(rows: Rows) -> list[queries.StaffView]:
    """The staff training register."""
    async with rows.acquire() as conn:
        return await queries.list_staff(conn, now())


@router.post("/staff/{staff_id}/duty", status_code=201, response_model=ExamRecorded, dependencies=MANAGE)
async def post_duty(staff_id: UUID, command: Frame) -> Response:
    """Put a member of staff on duty."""
    return await command.run(put_on_duty, staff_id)
