"""An organisation claims a part of a project; claims together never pass what the project needs (RULE-32)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Response
from pydantic import Field

from contracts.events.relief import ClaimAccepted
from kernel.commands import Frame, Transaction
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id
from kernel.routes import OwnOrganisation, command, route
from kernel.web import Day, Input, Instant, Output
from services.relief.agreements.rules import worth
from services.relief.dates import past_time
from services.relief.projects.open import Fen
from services.relief.projects.row import Left
from services.relief.projects.row import lock as lock_project
from services.relief.storage import SQL


class Claim(Input):
    """Who takes how much: an amount of the project's need, or a quantity of one of its lines.

    `due_on` is the last day for fulfilling it, after which it lapses; `claimed_at` when it is typed in later.
    """

    claim_id: UUID | None = None
    organisation_id: UUID
    amount_fen: Fen | None = None
    line_id: UUID | None = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=10**9)] | None = None
    due_on: Day | None = None
    claimed_at: Instant | None = None


class Accepted(Output):
    """The claim, and what of the need is left."""

    claim_id: UUID
    project_id: UUID
    state: Literal["accepted"] = "accepted"
    left_fen: int


@command(
    "POST /projects/{project_id}/claims",
    may="relief:claim",
    says="Claim a part of a project, or of one of its lines.",
    refuses=(
        "claim-already-exists",
        "claim-needs-one-measure",
        "claimed-in-the-future",
        "line-fully-claimed",
        "line-unknown",
        "project-fully-claimed",
        "project-unknown",
    ),
)
async def claim(tx: Transaction, project_id: UUID, order: Claim) -> Accepted:
    """Raises NotFound("project-unknown"), Refused("project-fully-claimed", "line-fully-claimed", …)."""
    project = await lock_project(tx.conn, project_id)
    at = past_time("claimed", given=order.claimed_at, now=tx.now)
    amount_fen = await _take_line(tx, project_id, order)
    taken = await tx.conn.fetchrow(*SQL["take-need"](project_id=project_id, amount_fen=amount_fen))
    if taken is None:
        raise Refused("project-fully-claimed")
    left = Left(**taken)
    claim_id = order.claim_id or new_id()
    await tx.conn.execute(
        *SQL["insert-claim"](
            claim_id=claim_id,
            project_id=project_id,
            organisation_id=order.organisation_id,
            amount_fen=amount_fen,
            claimed_at=at,
            recorded_by=tx.caller.subject,
            line_id=order.line_id,
            quantity=order.quantity,
            due_on=order.due_on,
        )
    )
    await tx.emit(
        ClaimAccepted(
            **project.facts(),
            claim_id=str(claim_id),
            organisation_id=str(order.organisation_id),
            amount_fen=amount_fen,
            claimed_at=at,
        ),
        aggregate=f"project/{project_id}",
        seq=left.seq,
    )
    return Accepted(claim_id=claim_id, project_id=project_id, left_fen=left.left_fen)


async def _take_line(tx: Transaction, project_id: UUID, order: Claim) -> int:
    """Take the quantity from its line, where there is one; answers what the claim is worth in fen."""
    unit_fen: int | None = None
    if order.line_id is not None:
        unit_fen = await tx.conn.fetchval(*SQL["line-of-project"](line_id=order.line_id, project_id=project_id))
        if unit_fen is None:
            raise NotFound("line-unknown")
    amount_fen = worth(quantity=order.quantity, unit_fen=unit_fen, amount_fen=order.amount_fen)
    if (
        unit_fen is not None
        and await tx.conn.fetchval(*SQL["take-line"](line_id=order.line_id, quantity=order.quantity)) is None
    ):
        raise Refused("line-fully-claimed")
    return amount_fen


class OwnClaim(Input):
    """A claim but for who claims, which is who asks."""

    amount_fen: Fen | None = None
    line_id: UUID | None = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=10**9)] | None = None
    due_on: Day | None = None


# Written out, and not declared at a command: the request under a key is the command with its organisation.
@route(
    "POST /own/projects/{project_id}/claims",
    may="relief:own",
    at="organisation",
    says="Claim a part of a project for one's own organisation.",
    answers=Accepted,
    refuses=(
        "claim-already-exists",
        "claim-needs-one-measure",
        "claimed-in-the-future",
        "line-fully-claimed",
        "line-unknown",
        "organisation-missing",
        "project-fully-claimed",
        "project-unknown",
    ),
)
async def claim_own(project_id: UUID, body: OwnClaim, own: OwnOrganisation, frame: Frame) -> Response:
    """As `claim`."""
    return await frame.run(claim, project_id, Claim(organisation_id=own, **body.model_dump(exclude_unset=True)))
