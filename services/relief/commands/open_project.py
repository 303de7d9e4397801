"""A welfare project is opened: what it needs, open to claims."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.events.relief import ProjectOpened
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.web import Input, Instant, Output, Programme, Source, Text
from services.relief.domain import AMOUNT_LIMIT_FEN, past_time
from services.relief.storage import SQL

Fen = Annotated[int, Field(strict=True, ge=1, le=AMOUNT_LIMIT_FEN)]


class Project(Input):
    """What an operator enters; `organisation_id` convenes, `need_fen` is what the whole of it takes."""

    project_id: UUID | None = None
    title: Text
    programme: Programme
    organisation_id: UUID
    need_fen: Fen
    opened_at: Instant | None = None
    source: Source = "operator"


class Opened(Output):
    """The project's id."""

    project_id: UUID


async def open_project(tx: Transaction, order: Project) -> Opened:
    """Raises Refused("opened-in-the-future", "project-already-exists")."""
    project_id = order.project_id or new_id()
    at = past_time("opened", given=order.opened_at, now=tx.now)
    await tx.conn.execute(
        SQL["insert-project"],
        project_id, order.title, order.programme, order.organisation_id, order.need_fen, at, order.source,
    )  # fmt: skip
    await tx.emit(
        ProjectOpened(
            project_id=str(project_id),
            title=order.title,
            programme=order.programme,
            source=order.source,
            organisation_id=str(order.organisation_id),
            need_fen=order.need_fen,
            opened_at=at,
        ),
        aggregate=f"project/{project_id}",
        seq=1,
    )
    return Opened(project_id=project_id)
