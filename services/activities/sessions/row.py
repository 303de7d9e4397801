"""Activities, sessions, registrations and places in the line, as commands read and lock them.

A session is locked before what belongs to it. `register` waits for the session's row too, so the two cannot deadlock.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.activities.sessions.rules import ActivityState, Channel, Pool, RegistrationState
from services.activities.storage import SQL


@dataclass(frozen=True, slots=True)
class Activity(TypedRow, reads=SQL["one-activity"]):
    """An activity as it is read."""

    id: UUID
    title: str
    programme: str
    mode: Literal["on-site", "online", "mixed"]
    organisation_id: UUID
    state: ActivityState
    published_at: datetime | None
    source: str

    def facts(self) -> dict[str, str]:
        """What the events of an activity and of its sessions carry."""
        return {
            "activity_id": str(self.id),
            "organisation_id": str(self.organisation_id),
            "programme": self.programme,
        }


@dataclass(frozen=True, slots=True)
class LockedActivity(Activity, reads=SQL["lock-activity"]):
    """An activity, locked until the transaction ends."""


@dataclass(frozen=True, slots=True)
class HeldActivity(Activity, reads=SQL["hold-activity"]):
    """An activity that no other transaction changes until the transaction ends."""


@dataclass(frozen=True, slots=True)
class Session(TypedRow, reads=SQL["session-for-command"]):
    """A session with its activity and its venue, as it is read."""

    id: UUID
    activity_id: UUID
    venue_id: UUID
    starts_at: datetime
    ends_at: datetime
    organisation_id: UUID
    programme: str
    activity_state: ActivityState
    venue_organisation_id: UUID | None
    capacity: int
    confirmed: int
    online_capacity: int
    online_confirmed: int
    plan: int
    begun_at: datetime | None
    cancelled_at: datetime | None
    ended_at: datetime | None

    @property
    def over_at(self) -> datetime:
        """When it is over: at its end, or when it was ended before that."""
        return self.ended_at or self.ends_at

    def facts(self) -> dict[str, str]:
        """What every event of a session carries."""
        return {
            "session_id": str(self.id),
            "activity_id": str(self.activity_id),
            "venue_id": str(self.venue_id),
            "organisation_id": str(self.organisation_id),
            "programme": self.programme,
        }

    def seats(self, pool: Pool) -> tuple[int, int]:
        """How many seats a pool has, and how many are taken."""
        if pool == "online":
            return self.online_capacity, self.online_confirmed
        return self.capacity, self.confirmed


@dataclass(frozen=True, slots=True)
class LockedSession(Session, reads=SQL["session-for-command"]):
    """A session, locked until the transaction ends."""


@dataclass(frozen=True, slots=True)
class Registration(TypedRow, reads=SQL["registration-for-command"]):
    """A person's seat, locked after its session."""

    id: UUID
    subject_ref: UUID
    state: RegistrationState
    registered_at: datetime
    scanned_at: datetime | None
    checked_in_at: datetime | None
    undone_at: datetime | None
    pool: Pool
    recorded_by: str
    expected: bool


@dataclass(frozen=True, slots=True)
class Waiting(TypedRow, reads=SQL["waiting-for-command"]):
    """A person's place in the line, locked after its session."""

    id: UUID
    pool: Pool
    subject_ref: UUID
    state: Literal["waiting", "promoted", "withdrawn", "called-off"]
    recorded_by: str


@dataclass(frozen=True, slots=True)
class FirstInLine(TypedRow, reads=SQL["next-in-line"]):
    """Who is called next."""

    id: UUID
    subject_ref: UUID
    channel: Channel
    recorded_by: str


async def hold_activity(conn: Connection, activity_id: UUID) -> HeldActivity:
    """The activity, which stays as it is until the transaction ends. Raises NotFound("activity-unknown")."""
    activity = await HeldActivity.one(conn, activity_id=activity_id)
    if activity is None:
        raise NotFound("activity-unknown")
    return activity


async def lock_activity(conn: Connection, activity_id: UUID) -> LockedActivity:
    """The activity, locked. Raises NotFound("activity-unknown")."""
    activity = await LockedActivity.one(conn, activity_id=activity_id)
    if activity is None:
        raise NotFound("activity-unknown")
    return activity


async def find_session(conn: Connection, session_id: UUID) -> Session:
    """The session, not locked: its seats may be gone a moment later. Raises NotFound("session-unknown")."""
    session = await Session.one(conn, session_id=session_id)
    if session is None:
        raise NotFound("session-unknown")
    return session


async def lock_session(conn: Connection, session_id: UUID) -> LockedSession:
    """The session, locked. Raises NotFound("session-unknown")."""
    session = await _locked(conn, session_id)
    if session is None:
        raise NotFound("session-unknown")
    return session


async def _locked(conn: Connection, session_id: UUID) -> LockedSession | None:
    # Locked first and read then: what another transaction changed meanwhile is seen, its venue too.
    await conn.execute(*SQL["lock-session"](session_id=session_id))
    return await LockedSession.one(conn, session_id=session_id)


async def lock_registration(conn: Connection, registration_id: UUID) -> tuple[LockedSession, Registration]:
    """The session of a registration and the registration, locked. Raises NotFound("registration-unknown")."""
    session_id = await conn.fetchval(*SQL["session-of-registration"](registration_id=registration_id))
    if session_id is None:
        raise NotFound("registration-unknown")
    session = await _locked(conn, session_id)
    registration = await Registration.one(conn, registration_id=registration_id)
    assert session is not None
    assert registration is not None
    return session, registration


async def lock_waiting(conn: Connection, entry_id: UUID) -> tuple[LockedSession, Waiting]:
    """The session of a place in the line and the place, locked. Raises NotFound("waitlist-entry-unknown")."""
    session_id = await conn.fetchval(*SQL["session-of-waiting"](entry_id=entry_id))
    if session_id is None:
        raise NotFound("waitlist-entry-unknown")
    session = await _locked(conn, session_id)
    waiting = await Waiting.one(conn, entry_id=entry_id)
    assert session is not None
    assert waiting is not None
    return session, waiting
