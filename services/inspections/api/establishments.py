"""Routes of establishments: the register and the credit file."""

from uuid import UUID

from fastapi import APIRouter, Response

from kernel.commands import Frame
from kernel.web import PageLimit, Rows
from services.inspections.api.kit import MANAGE, READ, ROUTE_CLASS, NameAfter, NameSearch, now
from services.inspections.commands.import_establishments import Batch, Imported, import_establishments
from services.inspections.commands.register_establishment import Establishment, Registered, register_establishment
from services.inspections.queries import establishments as queries

router = APIRouter(route_class=ROUTE_CLASS)


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


@router.post("/imports/establishments", status_code=201, response_model=Imported, dependencies=MANAGE)
async def post_import(body: Batch, command: Frame) -> Response:
    """Take a batch of another register's businesses."""
    return await command.run(import_establishments, body)
