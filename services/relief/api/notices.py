"""Routes of public notices and of objections to them."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from kernel.calendar import local_day
from kernel.commands import Frame
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import Asking, Before, Seals
from services.relief.commands.decide_objection import Decided, Decision, decide_objection
from services.relief.commands.object_to_notice import Objected, Objection, object_at_counter, object_to
from services.relief.commands.review_objections import (
    Aside,
    SetAside,
    TakenUp,
    set_objections_aside,
    take_up_objection,
)
from services.relief.queries.notices import (
    NoticeView,
    ObjectionText,
    ObjectionView,
    list_notices,
    list_objections,
    open_objection,
)

IsOpen = Annotated[bool | None, Query(alias="open")]
router = APIRouter(route_class=StrictRoute)


@router.get("/public/notices", dependencies=[permission("relief:public")])
async def get_notices(rows: Rows, before: Before, limit: PageLimit = 100) -> list[NoticeView]:
    """Notices that anybody may object to today, newest first."""
    async with rows.acquire() as conn:
        return await list_notices(conn, local_day(datetime.now(UTC)), before, limit)


@router.post("/public/notices/{notice_id}/objections", status_code=201, response_model=Objected,
             dependencies=[permission("relief:public")])  # fmt: skip
async def post_objection(notice_id: UUID, body: Objection, command: Frame, sealer: Seals) -> Response:
    """Object to a noticed case; no name is asked for. Signed in, it counts as one with a sender."""
    return await command.run(object_to, notice_id, body, sealer)


@router.post("/notices/{notice_id}/objections", status_code=201, response_model=Objected,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_counter_objection(notice_id: UUID, body: Objection, command: Frame, sealer: Seals) -> Response:
    """Take an objection at the counter, of somebody whose identity was seen."""
    return await command.run(object_at_counter, notice_id, body, sealer)


@router.post("/notices/{notice_id}/objections/set-aside", status_code=201, response_model=SetAside,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_set_aside(notice_id: UUID, body: Aside, command: Frame) -> Response:
    """Set objections without a sender aside together, with a reason."""
    return await command.run(set_objections_aside, notice_id, body)


@router.post("/objections/{objection_id}/take-up", status_code=201, response_model=TakenUp,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_take_up(objection_id: UUID, command: Frame) -> Response:
    """Take an objection without a sender up: it holds the payment until it is decided."""
    return await command.run(take_up_objection, objection_id)


@router.get("/objections", dependencies=[permission("relief:read")])
async def get_objections(
    rows: Rows, before: Before, is_open: IsOpen = None, limit: PageLimit = 100
) -> list[ObjectionView]:
    """Objections without their text, newest first: with `open` those that are to be decided, or those that were."""
    async with rows.acquire() as conn:
        return await list_objections(conn, is_open, before, limit)


@router.get("/objections/{objection_id}/text", dependencies=[permission("relief:approve")])
async def get_objection(objection_id: UUID, rows: Rows, sealer: Seals, caller: Asking) -> ObjectionText:
    """What somebody wrote; the reading is written down."""
    async with rows.acquire() as conn:
        return await open_objection(conn, sealer, objection_id, caller.subject)


@router.post("/objections/{objection_id}/decide", status_code=201, response_model=Decided,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_decide(objection_id: UUID, body: Decision, command: Frame) -> Response:
    """Uphold an objection, which ends the case, or dismiss it."""
    return await command.run(decide_objection, objection_id, body)
