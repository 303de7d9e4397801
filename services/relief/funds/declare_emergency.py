"""An emergency is declared for a fund, and ended: while it lasts the public hears of the fund every five days."""

from datetime import datetime
from uuid import UUID

from contracts.events.relief import EmergencyDeclared, EmergencyEnded
from kernel.commands import Transaction
from kernel.errors import Conflict
from kernel.routes import command
from kernel.web import Input, Instant, Output
from services.relief.dates import past_time
from services.relief.funds.row import EmergencyReason, Fund
from services.relief.funds.row import lock as lock_fund
from services.relief.funds.rules import check_open
from services.relief.storage import SQL


class Emergency(Input):
    """Which kind of emergency, and since when where the paper is older than this entry."""

    reason: EmergencyReason
    declared_at: Instant | None = None


class DeclaredEmergency(Output):
    """From then on a disclosure is due every five days."""

    fund_id: UUID
    reason: EmergencyReason
    declared_at: datetime


class Ended(Output):
    """From now on the fund is disclosed every three months again."""

    fund_id: UUID
    ended_at: datetime


@command(
    "POST /funds/{fund_id}/emergency",
    may="relief:manage",
    says="Declare an emergency: while it lasts a disclosure of the fund is due every five days.",
    refuses=("declared-in-the-future", "emergency-already-declared", "fund-closed", "fund-unknown"),
)
async def declare_emergency(tx: Transaction, fund_id: UUID, order: Emergency) -> DeclaredEmergency:
    """Raises NotFound("fund-unknown"), Refused("fund-closed", "declared-in-the-future"), Conflict(…)."""
    fund = await _open(tx, fund_id)
    if fund.emergency:
        raise Conflict("emergency-already-declared")
    at = past_time("declared", given=order.declared_at, now=tx.now)
    await declare(tx, fund_id, order.reason, at)
    return DeclaredEmergency(fund_id=fund_id, reason=order.reason, declared_at=at)


@command(
    "POST /funds/{fund_id}/emergency/end",
    may="relief:manage",
    says="End a fund's emergency.",
    refuses=("emergency-not-declared", "fund-closed", "fund-unknown"),
)
async def end_emergency(tx: Transaction, fund_id: UUID) -> Ended:
    """Raises NotFound("fund-unknown"), Refused("fund-closed"), Conflict("emergency-not-declared")."""
    fund = await _open(tx, fund_id)
    if not fund.emergency:
        raise Conflict("emergency-not-declared")
    reason = await tx.conn.fetchval(*SQL["end-emergency"](fund_id=fund_id, ended_at=tx.now, ended_by=tx.caller.subject))
    await tx.emit(
        EmergencyEnded(fund_id=str(fund_id), reason=reason, ended_at=tx.now),
        aggregate=f"fund/{fund_id}",
        seq=await tx.conn.fetchval(*SQL["set-emergency"](fund_id=fund_id, emergency=False)),
    )
    return Ended(fund_id=fund_id, ended_at=tx.now)


async def declare(tx: Transaction, fund_id: UUID, reason: EmergencyReason, at: datetime) -> None:
    """The emergency of a fund whose row is locked or new."""
    await tx.conn.execute(
        *SQL["insert-emergency"](fund_id=fund_id, reason=reason, declared_at=at, declared_by=tx.caller.subject)
    )
    await tx.emit(
        EmergencyDeclared(fund_id=str(fund_id), reason=reason, declared_at=at),
        aggregate=f"fund/{fund_id}",
        seq=await tx.conn.fetchval(*SQL["set-emergency"](fund_id=fund_id, emergency=True)),
    )


async def _open(tx: Transaction, fund_id: UUID) -> Fund:
    fund = await lock_fund(tx.conn, fund_id)
    check_open(closed_at=fund.closed_at)
    return fund
