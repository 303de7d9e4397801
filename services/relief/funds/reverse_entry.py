"""A donation or a payment is taken back by an entry of its own, once; both stay and name each other (REL-5, RULE-22).

What a household's case gets back can be asked for again.
"""

from uuid import UUID

from contracts.events.relief import DisbursementReversed, DonationReversed
from kernel.commands import Transaction
from kernel.db import Row
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.relief.funds import ledger
from services.relief.funds.row import Fund
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
    case = await tx.conn.fetchrow(*SQL["lock-case-of-payment"](fund_id=fund_id, number=number))
    fund = await lock_fund(tx.conn, fund_id)
    found = await tx.conn.fetchrow(*SQL["entry-for-reversal"](fund_id=fund_id, number=number))
    if found is None:
        raise NotFound("entry-unknown")
    check_reversible(
        kind=found["kind"],
        reversed_before=found["reversed_before"],
        recorded_by=found["recorded_by"],
        reverser=tx.caller.subject,
    )
    kind: ledger.Kind = "donation-reversal" if found["kind"] == "donation" else "pay-reversal"
    of, amount_fen = found["reference"], found["amount_fen"]
    seq = await ledger.post(tx.conn, fund, kind, of, amount_fen, occurred_at=tx.now, posted_at=tx.now)
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
        await _donation(tx, fund, found, seq)
    else:
        await _payment(tx, fund, found, seq)
        if case is not None:
            await tx.conn.execute(*SQL["return-to-case"](id=case["id"], amount_fen=amount_fen))
    return Reversed(fund_id=fund_id, number=fund.entries + 1, reverses=number)


async def _donation(tx: Transaction, fund: Fund, found: Row, seq: int) -> None:
    await tx.conn.execute(*SQL["reverse-donation"](donation_id=found["reference"], reversed_at=tx.now))
    await tx.conn.execute(
        *SQL["void-receipt"](donation_id=found["reference"], voided_at=tx.now, void_reason="donation-reversed")
    )
    await tx.emit(
        DonationReversed(
            fund_id=str(fund.id),
            programme=fund.programme,
            donation_id=str(found["reference"]),
            organisation_id=str(found["donor"]),
            amount_fen=found["amount_fen"],
            received_at=found["received_at"],
            reversed_at=tx.now,
        ),
        aggregate=f"fund/{fund.id}",
        seq=seq,
    )


async def _payment(tx: Transaction, fund: Fund, found: Row, seq: int) -> None:
    await tx.conn.execute(*SQL["reverse-disbursement"](disbursement_id=found["reference"], reversed_at=tx.now))
    await tx.emit(
        DisbursementReversed(
            fund_id=str(fund.id),
            disbursement_id=str(found["reference"]),
            programme=fund.programme,
            organisation_id=str(fund.organisation_id),
            amount_fen=found["amount_fen"],
            purpose=found["purpose"],
            requested_at=found["requested_at"],
            paid_at=found["paid_at"],
            reversed_at=tx.now,
        ),
        aggregate=f"fund/{fund.id}",
        seq=seq,
    )
