"""The HTTP of relief: the routes that its commands and queries declare, and two that make a command of who asks."""

from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import Field

from kernel.commands import Frame
from kernel.routes import OwnOrganisation, route, router_of
from kernel.web import Day, Input
from services.relief.commands.claim import Accepted, Claim, claim
from services.relief.commands.open_project import Fen
from services.relief.commands.sign_agreement import Signature, Signed, sign_agreement
from services.relief.domain.limits import Limits


class OwnClaim(Input):
    """A claim but for who claims, which is who asks."""

    amount_fen: Fen | None = None
    line_id: UUID | None = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=10**9)] | None = None
    due_on: Day | None = None


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


router = router_of(
    "services.relief.commands",
    "services.relief.queries",
    sign_own,
    claim_own,
    held={Limits: lambda request: request.app.state.limits},
)
