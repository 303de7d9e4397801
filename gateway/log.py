"""The gateway's endpoint for the auditor: the audit log, newest first."""

import json
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from gateway.audit import Kind
from gateway.routes import may
from gateway.storage import SQL
from kernel.web import Day, Output, PageLimit, StrictRoute

router = APIRouter(route_class=StrictRoute)


class AuditRow(Output):
    """One row. `actor` is an account's id, `program:` with a program's, `machine`, or nothing for a stranger.

    The names are today's, and missing where there is no such account any more.
    """

    number: int
    at: datetime
    kind: Kind
    actor: str | None
    actor_name: str | None
    account: UUID | None
    account_name: str | None
    detail: dict[str, str | list[str]]


@router.get("/api/audit")
@may("gateway:audit")
async def get_audit(
    request: Request,
    account: UUID | None = None,
    kind: Kind | None = None,
    day: Day | None = None,
    before: Annotated[int, Query(ge=0, le=2**53)] = 2**53,
    limit: PageLimit = 100,
) -> list[AuditRow]:
    """Sign-ins, accounts, roles, keys and exports; of an account, what it did and what was done to it."""
    async with request.app.state.pool.acquire() as conn:
        rows = await conn.fetch(*SQL["list-audit"](account=account, kind=kind, day=day, before=before, limit=limit))
    return [AuditRow(**{**row, "detail": json.loads(row["detail"])}) for row in rows]
