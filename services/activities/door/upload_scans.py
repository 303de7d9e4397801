"""A phone uploads what it scanned: each scan is accepted or listed as a conflict, once by its id (RULE-7, ACT-9)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Instant, Output, Text
from services.activities.door.rules import conflict, true_time
from services.activities.sessions.check_in import count_in
from services.activities.sessions.row import LockedSession, Registration, lock_session
from services.activities.storage import SQL

MOST = 100
Ticket = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,32}$")]


class DoorScan(Input):
    """One scan, with an id that the phone chose: of a ticket's code, or of a registration touched in the list."""

    scan_id: UUID
    ticket: Ticket | None = None
    registration_id: UUID | None = None
    scanned_at: Instant


class Upload(Input):
    """Scans of one phone; `sent_at` is its clock as it sends them, by which a wrong clock is seen."""

    device: Text
    sent_at: Instant
    scans: list[DoorScan] = Field(min_length=1, max_length=MOST)


class ScanOutcome(Output):
    """Accepted where `reason` is absent. `first`: this scan checked its person in."""

    scan_id: UUID
    registration_id: UUID | None
    scanned_at: datetime
    first: bool
    reason: str | None


class Uploaded(Output):
    """An outcome for each scan, in the order they were sent."""

    session_id: UUID
    scans: list[ScanOutcome]


@command(
    "POST /sessions/{session_id}/scans",
    may="activities:check-in",
    at="venue",
    says="Upload what a phone scanned at the door; a scan that was uploaded before keeps its outcome.",
    refuses=("another-organisation", "session-unknown"),
)
async def upload_scans(tx: Transaction, session_id: UUID, order: Upload) -> Uploaded:
    """Raises NotFound("session-unknown"), Forbidden("another-organisation"); a scan is not refused, it has a reason."""
    session = await lock_session(tx.conn, session_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    return Uploaded(session_id=session_id, scans=[await _take(tx, session, order, scan) for scan in order.scans])


async def _take(tx: Transaction, session: LockedSession, order: Upload, scan: DoorScan) -> ScanOutcome:
    known = await _outcome(tx, scan.scan_id)
    if known is not None:
        return known
    at = true_time(scanned_at=scan.scanned_at, sent_at=order.sent_at, now=tx.now)
    registration = await _registration(tx, session, scan)
    reason = await _conflict(tx, session, registration, order.device, at)
    first = reason is None and registration is not None and registration.scanned_at is None
    stored = await tx.conn.fetchval(
        *SQL["insert-scan"](
            scan_id=scan.scan_id,
            session_id=session.id,
            registration_id=registration.id if registration else None,
            ticket=scan.ticket,
            device=order.device,
            scanned_at=at,
            received_at=tx.now,
            received_by=tx.caller.subject,
            first=first,
            reason=reason,
        )
    )
    if stored is None:
        # The same id came at another session's door a moment ago.
        known = await _outcome(tx, scan.scan_id)
        assert known is not None
        return known
    if first and registration is not None:
        await count_in(tx, session, registration, at)
    return ScanOutcome(
        scan_id=scan.scan_id,
        registration_id=registration.id if registration else None,
        scanned_at=at,
        first=first,
        reason=reason,
    )


async def _outcome(tx: Transaction, scan_id: UUID) -> ScanOutcome | None:
    row = await tx.conn.fetchrow(*SQL["scan-outcome"](scan_id=scan_id))
    return ScanOutcome(scan_id=scan_id, **row) if row else None


async def _registration(tx: Transaction, session: LockedSession, scan: DoorScan) -> Registration | None:
    found = await tx.conn.fetchval(
        *SQL["registration-of-scan"](session_id=session.id, registration_id=scan.registration_id, ticket=scan.ticket)
    )
    return await Registration.one(tx.conn, registration_id=found) if found else None


async def _conflict(
    tx: Transaction, session: LockedSession, registration: Registration | None, device: str, at: datetime
) -> str | None:
    before = registration and await tx.conn.fetchval(*SQL["device-that-checked-in"](registration_id=registration.id))
    return conflict(
        state=registration.state if registration else None,
        checked_in=registration is not None and registration.scanned_at is not None,
        elsewhere=before not in (None, device),
        undone_at=registration.undone_at if registration else None,
        starts_at=session.starts_at,
        ends_at=session.over_at,
        at=at,
    )
