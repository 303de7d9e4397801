"""What residents do with an account of their own; of everything, they find what is theirs alone."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from kernel.commands import Frame
from kernel.web import PageLimit, Rows, StrictRoute, authenticate, permission
from services.activities.commands.attend import Attendance, attend, cancel_own, give_own_feedback, leave_own, wait
from services.activities.commands.cancel import Cancelled
from services.activities.commands.erase_resident import Erased, erase_resident
from services.activities.commands.give_feedback import Feedback, Received
from services.activities.commands.join_waitlist import Waiting
from services.activities.commands.leave_waitlist import Withdrawn
from services.activities.commands.link_resident import Link, Linked, Unlink, Unlinked, link_resident, unlink_resident
from services.activities.commands.register import Registered
from services.activities.queries.residents import OwnData, ResidentView, list_residents, own_data

router = APIRouter(route_class=StrictRoute)
ATTEND = permission("activities:attend")
MANAGE = permission("activities:manage")
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/residents", status_code=201, response_model=Linked, dependencies=[MANAGE])
async def post_link(request: Request, body: Link, command: Frame) -> Response:
    """Confirm at the counter whose an account is."""
    return await command.run(link_resident, body, request.app.state.fingerprints)


@router.get("/residents", dependencies=[MANAGE])
async def get_residents(rows: Rows, after: NameAfter = "", limit: PageLimit = 100) -> list[ResidentView]:
    """Residents' accounts that were used here, by their id; those without `confirmed_at` wait for the counter."""
    async with rows.acquire() as conn:
        return await list_residents(conn, after, limit)


@router.post("/residents/{account_id}/unlink", status_code=201, response_model=Unlinked, dependencies=[MANAGE])
async def post_unlink(account_id: UUID, body: Unlink, command: Frame) -> Response:
    """Withdraw the confirmation of an account, with the reason."""
    return await command.run(unlink_resident, account_id, body)


@router.post("/me/registrations", status_code=201, response_model=Registered, dependencies=[ATTEND])
async def post_own_registration(request: Request, body: Attendance, command: Frame) -> Response:
    """Register myself; the first time with who I am."""
    return await command.run(attend, body, request.app.state.fingerprints)


@router.post("/me/waitlist", status_code=201, response_model=Waiting, dependencies=[ATTEND])
async def post_own_waiting(request: Request, body: Attendance, command: Frame) -> Response:
    """Wait for a seat of a full session."""
    return await command.run(wait, body, request.app.state.fingerprints)


@router.post(
    "/me/registrations/{registration_id}/cancel",
    status_code=201,
    response_model=Cancelled,
    dependencies=[ATTEND],
)
async def post_own_cancel(registration_id: UUID, command: Frame) -> Response:
    """Give my seat back."""
    return await command.run(cancel_own, registration_id)


@router.post(
    "/me/registrations/{registration_id}/feedback",
    status_code=201,
    response_model=Received,
    dependencies=[ATTEND],
)
async def post_own_feedback(registration_id: UUID, body: Feedback, command: Frame) -> Response:
    """Say how it was."""
    return await command.run(give_own_feedback, registration_id, body)


@router.post(
    "/me/waitlist/{entry_id}/withdraw",
    status_code=201,
    response_model=Withdrawn,
    dependencies=[ATTEND],
)
async def post_own_withdrawal(entry_id: UUID, command: Frame) -> Response:
    """Leave the line."""
    return await command.run(leave_own, entry_id)


@router.post("/me/erasure", status_code=201, response_model=Erased, dependencies=[ATTEND])
async def post_erasure(command: Frame) -> Response:
    """Erase what every room holds of me, and the account; counts stay."""
    return await command.run(erase_resident)


@router.get("/me", dependencies=[ATTEND])
async def get_own_data(request: Request, rows: Rows) -> OwnData:
    """Everything this room holds of me: to look at, and to take away."""
    async with rows.acquire() as conn:
        return await own_data(conn, authenticate(request).subject)
