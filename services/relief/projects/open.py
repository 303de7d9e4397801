"""A welfare project is opened: what it needs, open to claims."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from contracts.events.relief import ProjectOpened
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output, Programme, Source, Text
from services.relief.dates import past_time
from services.relief.funds.rules import AMOUNT_LIMIT_FEN
from services.relief.storage import SQL

Fen = Annotated[int, Field(strict=True, ge=1, le=AMOUNT_LIMIT_FEN)]


class Line(Input):
    """A part of a project that can be claimed piece by piece: so many of something, each worth so much."""

    line_id: UUID | None = None
    title: Text
    unit: Annotated[str, Field(min_length=1, max_length=20)]
    needed: Annotated[int, Field(strict=True, ge=1, le=10**6)]
    unit_fen: Fen


class Project(Input):
    """What an operator enters; `organisation_id` convenes.

    `need_fen` is what the whole of it takes: given, or the sum of its lines.
    """

    project_id: UUID | None = None
    title: Text
    programme: Programme
    organisation_id: UUID
    need_fen: Fen | None = None
    lines: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    opened_at: Instant | None = None
    source: Source = "operator"

    @model_validator(mode="after")
    def _one_need(self) -> Self:
        if (self.need_fen is None) != bool(self.lines) or self.total_fen > AMOUNT_LIMIT_FEN:
            raise ValueError("a need, or lines")
        return self

    @property
    def total_fen(self) -> int:
        """What the whole of it takes."""
        return self.need_fen or sum(line.needed * line.unit_fen for line in self.lines)


class OpenedProject(Output):
    """The project's id."""

    project_id: UUID


@command(
    "POST /projects",
    may="relief:manage",
    says="Open a welfare project to claims.",
    refuses=("opened-in-the-future", "project-already-exists"),
)
async def open_project(tx: Transaction, order: Project) -> OpenedProject:
    """Raises Refused("opened-in-the-future", "project-already-exists")."""
    project_id = order.project_id or new_id()
    at = past_time("opened", given=order.opened_at, now=tx.now)
    await tx.conn.execute(
        *SQL["insert-project"](
            project_id=project_id,
            title=order.title,
            programme=order.programme,
            organisation_id=order.organisation_id,
            need_fen=order.total_fen,
            opened_at=at,
            source=order.source,
        )
    )
    await tx.conn.execute(
        *SQL["insert-lines"](
            project_id=project_id,
            ids=[line.line_id or new_id() for line in order.lines],
            titles=[line.title for line in order.lines],
            units=[line.unit for line in order.lines],
            needed=[line.needed for line in order.lines],
            unit_fen=[line.unit_fen for line in order.lines],
        )
    )
    await tx.emit(
        ProjectOpened(
            project_id=str(project_id),
            title=order.title,
            programme=order.programme,
            source=order.source,
            organisation_id=str(order.organisation_id),
            need_fen=order.total_fen,
            opened_at=at,
        ),
        aggregate=f"project/{project_id}",
        seq=1,
    )
    return OpenedProject(project_id=project_id)
