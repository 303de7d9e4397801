"""What every route of relief asks for in the same way, and how a list becomes a sheet."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from kernel.auth import Caller
from kernel.errors import Forbidden
from kernel.export import sheet
from kernel.sealed import Sealer
from kernel.web import authenticate
from services.relief.domain.limits import Limits

EXPORT_ROWS = 100_000


# Lists once went up by `after`. A caller that still pages so is refused; ignored, it would get the first page for ever.
NoAfter = Annotated[None, Query(alias="after", include_in_schema=False)]


async def _before(
    before: Annotated[UUID | None, Query(description="The id of the last row of the page before.")] = None,
    _after: NoAfter = None,
) -> UUID | None:
    return before


async def _number_before(
    before: Annotated[int | None, Query(ge=1, le=2**62, description="The last number of the page before.")] = None,
    _after: NoAfter = None,
) -> int | None:
    return before


async def _limits(request: Request) -> Limits:
    found: Limits = request.app.state.limits
    return found


async def _sealer(request: Request) -> Sealer:
    found: Sealer = request.app.state.sealer
    return found


async def _caller(request: Request) -> Caller:
    return authenticate(request)


async def _organisation(request: Request) -> UUID:
    """The caller's own organisation. Raises Forbidden where the account belongs to none."""
    organisation = authenticate(request).organisation
    if organisation is None:
        raise Forbidden("organisation-missing")
    return organisation


Set = Annotated[Limits, Depends(_limits)]
Seals = Annotated[Sealer, Depends(_sealer)]
Asking = Annotated[Caller, Depends(_caller)]
Own = Annotated[UUID, Depends(_organisation)]
Before = Annotated[UUID | None, Depends(_before)]
NumberBefore = Annotated[int | None, Depends(_number_before)]
NumberAfter = Annotated[int, Query(ge=0, le=2**62)]


def download(name: str, views: Sequence[BaseModel], columns: Sequence[str], kind: Literal["csv", "xlsx"]) -> Response:
    """A list as a sheet: one column a field of its rows; lists within a row are joined by a space."""
    return sheet(name, columns, ([_cell(getattr(view, c)) for c in columns] for view in views), kind)


def _cell(value: object) -> "str | int | float | bool | None":
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value) if isinstance(value, UUID) else value  # type: ignore[return-value]  # what sheets know
