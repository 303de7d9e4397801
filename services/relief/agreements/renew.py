"""What comes after an agreement's term is drafted as its next version; the signed one stays as it is (ORG-1)."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.routes import command
from services.relief.agreements.draft import Draft, Drafted, put_before_parties
from services.relief.agreements.row import lock as lock_agreement
from services.relief.agreements.rules import check_renewable


@command(
    "POST /agreements/{agreement_id}/renew",
    may="relief:manage",
    says="Draft the next version of an agreement.",
    refuses=(
        "agreement-already-exists",
        "agreement-already-renewed",
        "agreement-not-in-force",
        "agreement-unknown",
        "party-named-twice",
        "term-ends-before-it-starts",
    ),
)
async def renew_agreement(tx: Transaction, agreement_id: UUID, order: Draft) -> Drafted:
    """Raises NotFound("agreement-unknown"), Conflict("agreement-not-in-force"), Refused(…)."""
    agreement = await lock_agreement(tx.conn, agreement_id)
    version = check_renewable(agreement.state, version=agreement.version)
    return await put_before_parties(tx, order, version=version, renews=agreement_id)
