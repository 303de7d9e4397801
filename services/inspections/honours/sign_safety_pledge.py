"""An establishment pledges to keep food safe for a term (诚信食安); signing again renews the one in force (INS-15)."""

from datetime import date
from uuid import UUID

from contracts.events.inspections import SafetyPledgeSigned
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output, Source
from services.inspections.establishments.row import lock as lock_establishment
from services.inspections.rounds.rules import CLOCK_LEEWAY
from services.inspections.storage import SQL


class SafetyPledge(Input):
    """Who, and until when; `signed_at` when it was signed on paper."""

    pledge_id: UUID | None = None
    establishment_id: UUID
    ends_on: date
    signed_at: Instant | None = None
    source: Source = "operator"


class Pledged(Output):
    """The pledge's id."""

    pledge_id: UUID


@command(
    "POST /pledges",
    may="inspections:manage",
    says="Record a signed safety pledge.",
    refuses=(
        "disposal-open",
        "establishment-unknown",
        "pledge-already-exists",
        "pledge-already-in-force",
        "pledge-term-over",
        "signed-in-the-future",
    ),
)
async def sign_safety_pledge(tx: Transaction, order: SafetyPledge) -> Pledged:
    """Raises NotFound("establishment-unknown"), Refused("pledge-term-over", "signed-in-the-future", "disposal-open",
    "pledge-already-exists")."""
    signed_at = order.signed_at or tx.now
    if signed_at > tx.now + CLOCK_LEEWAY:
        raise Refused("signed-in-the-future")
    if order.ends_on < local_day(signed_at):
        raise Refused("pledge-term-over")
    # Locked as a failure does, so that a pledge is either broken by it or refused because of it.
    await lock_establishment(tx.conn, order.establishment_id)
    if await tx.conn.fetchval(*SQL["open-disposals-of"](establishment_id=order.establishment_id)):
        raise Refused("disposal-open")
    pledge_id = order.pledge_id or new_id()
    await tx.conn.execute(*SQL["renew-pledges"](establishment_id=order.establishment_id))
    await tx.conn.execute(
        *SQL["insert-pledge"](
            pledge_id=pledge_id,
            establishment_id=order.establishment_id,
            signed_at=signed_at,
            ends_on=order.ends_on,
            source=order.source,
        )
    )
    await tx.emit(
        SafetyPledgeSigned(
            pledge_id=str(pledge_id),
            establishment_id=str(order.establishment_id),
            signed_at=signed_at,
            ends_on=order.ends_on,
            source=order.source,
        ),
        aggregate=f"safety-pledge/{pledge_id}",
        seq=1,
    )
    return Pledged(pledge_id=pledge_id)
