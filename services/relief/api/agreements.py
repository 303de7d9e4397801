"""Routes of agreements."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from kernel.calendar import local_day
from kernel.commands import Frame
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import Before, Set
from services.relief.commands.draft_agreement import Draft, Drafted, draft_agreement
from services.relief.commands.renew_agreement import renew_agreement
from services.relief.commands.sign_agreement import Signature, Signed, sign_agreement
from services.relief.commands.terminate_agreement import Terminated, Termination, terminate_agreement
from services.relief.queries.agreements import AgreementView, ExpiringView, expiring, list_agreements

router = APIRouter(route_class=StrictRoute)


@router.post("/agreements", status_code=201, response_model=Drafted, dependencies=[permission("relief:manage")])
async def post_agreement(body: Draft, command: Frame) -> Response:
    """Put an agreement before its parties."""
    return await command.run(draft_agreement, body)


@router.get("/agreements", dependencies=[permission("relief:read")])
async def get_agreements(rows: Rows, before: Before, limit: PageLimit = 100) -> list[AgreementView]:
    """Agreements with their terms and signatures, newest first."""
    async with rows.acquire() as conn:
        return await list_agreements(conn, before, limit)


@router.get("/agreements/expiring", dependencies=[permission("relief:read")])
async def get_expiring(rows: Rows, limits: Set) -> list[ExpiringView]:
    """Agreements in force that end soon, the next one first."""
    today = local_day(datetime.now(UTC))
    async with rows.acquire() as conn:
        return await expiring(conn, today, today + timedelta(days=limits.expiry_warning_days))


@router.post("/agreements/{agreement_id}/sign", status_code=201, response_model=Signed,
             dependencies=[permission("relief:sign")])  # fmt: skip
async def post_sign(agreement_id: UUID, body: Signature, command: Frame) -> Response:
    """Sign for one party."""
    return await command.run(sign_agreement, agreement_id, body)


@router.post("/agreements/{agreement_id}/renew", status_code=201, response_model=Drafted,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_renew(agreement_id: UUID, body: Draft, command: Frame) -> Response:
    """Draft the next version of an agreement."""
    return await command.run(renew_agreement, agreement_id, body)


@router.post("/agreements/{agreement_id}/terminate", status_code=201, response_model=Terminated,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_terminate(agreement_id: UUID, body: Termination, command: Frame) -> Response:
    """End an agreement before its time."""
    return await command.run(terminate_agreement, agreement_id, body)
