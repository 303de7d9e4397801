"""A person decides about a conflict: check the person in after all, or dismiss the scan (ACT-9)."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Input, Output
from services.activities.door.row import LockedScan
from services.activities.door.rules import Settlement, check_settles, settled_time
from services.activities.sessions.check_in import count_in
from services.activities.sessions.row import Registration, lock_session
from services.activities.storage import SQL


class Decision(Input):
    """Which scan, and what is done about it."""

    scan_id: UUID
    settlement: Settlement


class Settled(Output):
    """`first`: the decision checked the person in, who was not before."""

    scan_id: UUID
    settlement: Settlement
    first: bool


@command(
    "POST /sessions/{session_id}/scans/settle",
    may="activities:check-in",
    at="venue",
    says="Settle a scan that is in conflict: check its person in, or dismiss it.",
    refuses=(
        "another-organisation",
        "registration-cancelled",
        "scan-already-settled",
        "scan-is-no-conflict",
        "scan-unknown",
        "session-unknown",
        "ticket-unknown-here",
    ),
)
async def settle_scan(tx: Transaction, session_id: UUID, order: Decision) -> Settled:
    """Raises NotFound("session-unknown"), Conflict("scan-already-settled"), Refused("scan-unknown", …)."""
    session = await lock_session(tx.conn, session_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    scan = await LockedScan.one(tx.conn, scan_id=order.scan_id, session_id=session_id)
    if scan is None:
        raise Refused("scan-unknown")
    registration = (
        await Registration.one(tx.conn, registration_id=scan.registration_id) if scan.registration_id else None
    )
    check_settles(
        settlement=order.settlement,
        reason=scan.reason,
        settled=scan.settlement is not None,
        state=registration.state if registration else None,
    )
    first = False
    if order.settlement == "checked-in" and registration is not None and registration.scanned_at is None:
        at = settled_time(at=scan.scanned_at, starts_at=session.starts_at, ends_at=session.over_at)
        await count_in(tx, session, registration, at)
        first = True
    await tx.conn.execute(
        *SQL["settle-scan"](
            scan_id=scan.id, settlement=order.settlement, settled_at=tx.now, settled_by=tx.caller.subject
        )
    )
    return Settled(scan_id=scan.id, settlement=order.settlement, first=first)
