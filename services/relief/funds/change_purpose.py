"""A fund's money serves another purpose from now on, with every donor's recorded consent (REL-14, RULE-26)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.events.relief import FundPurposeChanged
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output, Text
from services.relief.dates import past_time
from services.relief.funds.open import FundPurpose
from services.relief.funds.row import donors
from services.relief.funds.row import lock as lock_fund
from services.relief.funds.rules import check_consents, check_open
from services.relief.storage import SQL


class Consent(Input):
    """A donor's consent and where its paper lies."""

    organisation_id: UUID
    document: Text
    consented_at: Instant


class PurposeChange(Input):
    """The new purpose, and what the donors said to it."""

    purpose: FundPurpose
    consents: Annotated[tuple[Consent, ...], Field(max_length=100)] = ()


class Changed(Output):
    """What the fund is for now."""

    fund_id: UUID
    purpose: FundPurpose


@command(
    "POST /funds/{fund_id}/purpose",
    may="relief:manage",
    says="Let a fund serve another purpose, with its donors' consent.",
    refuses=("consented-in-the-future", "donor-consent-missing", "fund-closed", "fund-unknown", "purpose-unchanged"),
)
async def change_purpose(tx: Transaction, fund_id: UUID, order: PurposeChange) -> Changed:
    """Raises NotFound("fund-unknown"), Refused("purpose-unchanged", "donor-consent-missing", "fund-closed", …)."""
    fund = await lock_fund(tx.conn, fund_id)
    check_open(closed_at=fund.closed_at)
    if fund.purpose == order.purpose:
        raise Refused("purpose-unchanged")
    consents = {consent.organisation_id: consent for consent in order.consents}
    for consent in consents.values():
        past_time("consented", given=consent.consented_at, now=tx.now)
    check_consents(await donors(tx.conn, fund_id), consents)
    change_id = new_id()
    await tx.conn.execute(
        *SQL["insert-purpose-change"](
            change_id=change_id,
            fund_id=fund_id,
            from_what=fund.purpose,
            to_what=order.purpose,
            changed_at=tx.now,
            recorded_by=tx.caller.subject,
        )
    )
    given = list(consents.values())
    await tx.conn.execute(
        *SQL["insert-consents"](
            change_id=change_id,
            organisation_ids=[c.organisation_id for c in given],
            documents=[c.document for c in given],
            consented_at=[c.consented_at for c in given],
        )
    )
    await tx.emit(
        FundPurposeChanged(
            fund_id=str(fund_id), purpose=order.purpose, previous_purpose=fund.purpose, changed_at=tx.now
        ),
        aggregate=f"fund/{fund_id}",
        seq=await tx.conn.fetchval(*SQL["set-purpose"](fund_id=fund_id, purpose=order.purpose)),
    )
    return Changed(fund_id=fund_id, purpose=order.purpose)
