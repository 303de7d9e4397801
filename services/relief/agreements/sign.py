"""A party signs an agreement; with the last signature it is in force, in the same transaction."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import Response

from contracts.events.relief import AgreementActivated, AgreementSigned
from kernel.commands import Frame, Transaction
from kernel.routes import OwnOrganisation, command, route
from kernel.web import Input, Output
from services.relief.agreements.row import Party
from services.relief.agreements.row import lock as lock_agreement
from services.relief.agreements.rules import check_signable
from services.relief.storage import SQL


class Signature(Input):
    """Which party signs."""

    organisation_id: UUID


class Signed(Output):
    """Where the agreement stands now."""

    agreement_id: UUID
    organisation_id: UUID
    signed_at: datetime
    state: Literal["draft", "active"]


@command(
    "POST /agreements/{agreement_id}/sign",
    may="relief:sign",
    says="Sign for one party.",
    refuses=("agreement-already-ended", "agreement-unknown", "already-signed", "not-a-party"),
)
async def sign_agreement(tx: Transaction, agreement_id: UUID, order: Signature) -> Signed:
    """Raises NotFound("agreement-unknown"), Refused("not-a-party"), Conflict("already-signed")."""
    # Locking the agreement makes the two last signatures take turns, so that exactly one of them is the last.
    agreement = await lock_agreement(tx.conn, agreement_id)
    parties = await Party.every(tx.conn, agreement_id=[agreement_id])
    last = check_signable(
        agreement.state, {party.organisation_id: party.signed_at for party in parties}, order.organisation_id
    )
    await tx.conn.execute(
        *SQL["sign-party"](
            agreement_id=agreement_id,
            organisation_id=order.organisation_id,
            signed_at=tx.now,
            recorded_by=tx.caller.subject,
        )
    )
    await tx.emit(
        AgreementSigned(**agreement.facts(), organisation_id=str(order.organisation_id), signed_at=tx.now),
        aggregate=f"agreement/{agreement_id}",
        seq=await tx.conn.fetchval(*SQL["touch-agreement"](agreement_id=agreement_id)),
    )
    if last:
        await tx.emit(
            AgreementActivated(
                **agreement.facts(),
                organisation_ids=[str(party.organisation_id) for party in parties],
                activated_at=tx.now,
            ),
            aggregate=f"agreement/{agreement_id}",
            seq=await tx.conn.fetchval(*SQL["activate-agreement"](agreement_id=agreement_id, activated_at=tx.now)),
        )
    return Signed(
        agreement_id=agreement_id,
        organisation_id=order.organisation_id,
        signed_at=tx.now,
        state="active" if last else "draft",
    )


# Written out, and not declared at a command: the request under a key is the command with its organisation.
@route(
    "POST /own/agreements/{agreement_id}/sign",
    may="relief:own",
    at="organisation",
    says="Sign for one's own organisation.",
    answers=Signed,
    refuses=("agreement-already-ended", "agreement-unknown", "already-signed", "not-a-party", "organisation-missing"),
)
async def sign_own(agreement_id: UUID, own: OwnOrganisation, frame: Frame) -> Response:
    """As `sign_agreement`."""
    return await frame.run(sign_agreement, agreement_id, Signature(organisation_id=own))
