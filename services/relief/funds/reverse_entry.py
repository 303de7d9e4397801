"""A donation or a payment is taken back by an entry of its own, once; both stay and name each other (REL-5, RULE-22).

What a household's case gets back can be asked for again.
"""

from uuid import UUID

from contracts.events.relief import DisbursementReversed, DonationReversed
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.relief.funds import ledger
from services.relief.funds.row import EntryKind, Fund, PostedEntry
from services.relief.funds.row import lock as lock_fund
from services.relief.funds.rules import check_reversible
from services.relief.storage import SQL


class Reversal(Input):
    """Why; no names, because a ledger is read by many."""

    reason: Text


class Reversed(Output):
    """The new entry's number, and the number of the one that it takes back."""

    fund_id: UUID
    number: int
    reverses: int


@command(
    "POST /funds/{fund_id}/entries/{number}/reverse",
    may="relief:reverse",
    says="Take a donation or a payment back by an entry of its own.",
    refuses=(
        "entry-already-reversed",
        "entry-not-reversible",
        "entry-unknown",
        "fund-insufficient",
        "fund-unknown",
        "reverser-is-recorder",
    ),
)
async def reverse_entry(tx: Transaction, fund_id: UUID, number: int, order: Reversal) -> Reversed:
    """Raises NotFound("fund-unknown", "entry-unknown"), Refused("entry-not-reversible", "fund-insufficient").

    Conflict("entry-already-reversed"), Forbidden("reverser-is-recorder").
    """
    # Case, then fund, as a request locks them.
    case_id = await tx.conn.fetchval(*SQL["lock-case-of-payment"](fund_id=fund_id, number=number))
    fund = await lock_fund(tx.conn, fund_id)
    entry = await PostedEntry.one(tx.conn, fund_id=fund_id, number=number)
    if entry is None:
        raise NotFound("entry-unknown")
    check_reversible(
        kind=entry.kind,
        reversed_before=entry.reversed_before,
        recorded_by=entry.recorded_by,
        reverser=tx.caller.subject,
    )
    kind: EntryKind = "donation-reversal" if entry.kind == "donation" else "pay-reversal"
    seq = await ledger.post(
        tx.conn, fund, kind, entry.reference, entry.amount_fen, occurred_at=tx.now, posted_at=tx.now
    )
    await tx.conn.execute(
        *SQL["insert-reversal"](
            fund_id=fund_id,
            reversed=number,
            number=fund.entries + 1,
            reason=order.reason,
            recorded_by=tx.caller.subject,
        )
    )
    if kind == "donation-reversal":
        await _donation(tx, fund, entry, seq)
    else:
        await _payment(tx, fund, entry, seq)
        if case_id is not None:
            await tx.conn.execute(*SQL["return-to-case"](id=case_id, amount_fen=entry.amount_fen))
    return Reversed(fund_id=fund_id, number=fund.entries + 1, reverses=number)


async def _donation(tx: Transaction, fund: Fund, entry: PostedEntry, seq: int) -> None:
    await tx.conn.execute(*SQL["reverse-donation"](donation_id=entry.reference, reversed_at=tx.now))
    await tx.conn.execute(
        *SQL["void-receipt"](donation_id=entry.reference, voided_at=tx.now, void_reason="donation-reversed")
    )
    reversal = DonationReversed(**entry.facts(fund), reversed_at=tx.now)
    await tx.emit(reversal, aggregate=f"fund/{fund.id}", seq=seq)


async def _payment(tx: Transaction, fund: Fund, entry: PostedEntry, seq: int) -> None:
    await tx.conn.execute(*SQL["reverse-disbursement"](disbursement_id=entry.reference, reversed_at=tx.now))
    reversal = DisbursementReversed(**entry.facts(fund), reversed_at=tx.now)
    await tx.emit(reversal, aggregate=f"fund/{fund.id}", seq=seq)
