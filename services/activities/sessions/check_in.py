"""A registered person is seen at the session; however often the scan arrives, it counts once (RULE-7)."""

from datetime import datetime
from uuid import UUID

from contracts.events.activities import AttendanceCheckedIn
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Instant, Output
from services.activities.sessions.row import LockedSession, Registration, lock_registration
from services.activities.sessions.rules import scan_time
from services.activities.storage import SQL


class Scan(Input):
    """When the ticket was scanned, by an offline device's clock; now when absent."""

    scanned_at: Instant | None = None


class CheckedIn(Output):
    """`first` is false when this person was checked in before; `scanned_at` is then the first scan's time."""

    registration_id: UUID
    scanned_at: datetime
    first: bool


@command(
    "POST /registrations/{registration_id}/check-in",
    may="activities:check-in",
    at="venue",
    says="Check a person in.",
    refuses=(
        "another-organisation",
        "check-in-undone",
        "registration-called-off",
        "registration-cancelled",
        "registration-unknown",
        "scanned-in-the-future",
        "session-over",
        "too-early-to-check-in",
    ),
)
async def check_in(tx: Transaction, registration_id: UUID, scan: Scan) -> CheckedIn:
    """Raises NotFound("registration-unknown"), Refused("registration-cancelled", "too-early-to-check-in", …)."""
    session, registration = await lock_registration(tx.conn, registration_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    if registration.scanned_at is not None:
        return CheckedIn(registration_id=registration_id, scanned_at=registration.scanned_at, first=False)
    at = scan_time(
        state=registration.state,
        undone_at=registration.undone_at,
        starts_at=session.starts_at,
        ends_at=session.over_at,
        given=scan.scanned_at,
        now=tx.now,
    )
    await count_in(tx, session, registration, at)
    return CheckedIn(registration_id=registration_id, scanned_at=at, first=True)


async def count_in(tx: Transaction, session: LockedSession, registration: Registration, at: datetime) -> None:
    """Store and tell the check-in of a locked registration that has none."""
    await tx.conn.execute(
        *SQL["check-in-registration"](registration_id=registration.id, scanned_at=at, checked_in_at=tx.now)
    )
    seq = await tx.conn.fetchval(*SQL["touch-session"](session_id=session.id))
    await tx.emit(
        AttendanceCheckedIn(
            **session.facts(),
            registration_id=str(registration.id),
            subject_ref=str(registration.subject_ref),
            session_starts_at=session.starts_at,
            scanned_at=at,
            # Who came before the session began is expected from here on: no more people attend than are expected.
            expected=not registration.expected,
        ),
        aggregate=f"session/{session.id}",
        seq=seq,
    )
