"""What comes after an agreement's term is drafted as its next version; the signed one stays as it is (ORG-1)."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.routes import command
from services.relief.agreements.draft import Draft, Drafted, put_before_parties
from services.relief.agreements.rules import check_renewable
from services.relief.storage import SQL


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
    found = await tx.conn.fetchrow(*SQL["lock-agreement"](agreement_id=agreement_id))
    if found is None:
        raise NotFound("agreement-unknown")
    version = check_renewable(found["state"], version=found["version"])
    return await put_before_parties(tx, order, version=version, renews=agreement_id)
