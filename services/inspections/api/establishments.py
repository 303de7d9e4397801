"""Routes of establishments: the register and the credit file."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from kernel.commands import Frame
from kernel.web import PageLimit, Rows
from services.inspections.api.kit import MANAGE, READ, ROUTE_CLASS, NameAfter, NameSearch, now
from services.inspections.commands.import_establishments import Batch, Imported, import_establishments
from services.inspections.commands.register_establishment import Establishment, Registered, register_establishment
from services.inspections.commands.take_over_establishment import TakenOver, TakeOver, take_over_establishment
from services.inspections.commands.undo_import import Undone, undo_import
from services.inspections.queries import establishments as queries

router = APIRouter(route_class=ROUTE_CLASS)
Feed = Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
ExternalId = Annotated[str | None, Query(max_length=100, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/establishments", status_code=201, response_model=Registered, dependencies=MANAGE)
async def post_establishment(body: Establishment, command: Frame) -> Response:
    """Register a food business."""
    return await command.run(register_establishment, body)


@router.get("/establishments", dependencies=READ)
async def get_establishments(
    rows: Rows, after: NameAfter = "", limit: PageLimit = 100, search: NameSearch = ""
) -> list[queries.EstablishmentView]:
    """Food businesses by name, or those whose name contains `search`."""
    async with rows.acquire() as conn:
        return await queries.list_establishments(conn, after, limit, search)


@router.get("/establishments/{establishment_id}", dependencies=READ)
async def get_establishment(establishment_id: UUID, rows: Rows) -> queries.CreditFile:
    """The credit file of a food business."""
    async with rows.acquire() as conn:
        return await queries.credit_file(conn, establishment_id, now())


@router.post(
    "/establishments/{establishment_id}/take-over", status_code=201, response_model=TakenOver, dependencies=MANAGE
)
async def post_take_over(establishment_id: UUID, body: TakeOver, command: Frame) -> Response:
    """Take a listed business over: from now on it is drawn, sampled and named here."""
    return await command.run(take_over_establishment, establishment_id, body)


@router.post("/imports/{feed}/undo", status_code=201, response_model=Undone, dependencies=MANAGE)
async def post_undo(feed: Feed, command: Frame) -> Response:
    """Remove what an import listed and nobody took over."""
    return await command.run(undo_import, feed)


@router.get("/imports/{feed}/listings", dependencies=MANAGE)
async def get_feed_listings(
    feed: Feed, rows: Rows, after: NameAfter = "", limit: PageLimit = 100, external_id: ExternalId = None
) -> list[queries.FeedListing]:
    """What an import listed."""
    async with rows.acquire() as conn:
        return await queries.listings_of_feed(conn, feed, after, limit, external_id)


@router.post("/imports/establishments", status_code=201, response_model=Imported, dependencies=MANAGE)
async def post_import(body: Batch, command: Frame) -> Response:
    """Take a batch of another register's businesses."""
    return await command.run(import_establishments, body)
