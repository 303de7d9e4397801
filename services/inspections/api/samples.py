"""Routes of samples, re-tests, laboratories and disposals."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from kernel.commands import Frame
from kernel.web import ZERO_ID, PageLimit, Rows
from services.inspections.api.kit import ANALYSE, MANAGE, READ, ROUTE_CLASS, SAMPLE, VERIFY
from services.inspections.commands.close_disposal import DisposalEnded, close_disposal
from services.inspections.commands.commit_seed import Entropy
from services.inspections.commands.draw_laboratory import LaboratoryDrawn, draw_laboratory
from services.inspections.commands.draw_places import Numbers
from services.inspections.commands.order_rectification import DisposalStep, order_rectification
from services.inspections.commands.publish_result import Published, publish_result
from services.inspections.commands.receive_sample import Receipt, Received, receive_sample
from services.inspections.commands.recheck_disposal import Recheck, recheck_disposal
from services.inspections.commands.record_result import Finding, Recorded, record_result
from services.inspections.commands.register_laboratory import Laboratory, LaboratoryRegistered, register_laboratory
from services.inspections.commands.request_retest import RetestRequested, request_retest
from services.inspections.commands.return_result import Doubt, Returned, return_result
from services.inspections.commands.take_sample import Sampling, Taken, take_sample
from services.inspections.commands.verify_result import Verified, verify_result
from services.inspections.queries import samples as queries

router = APIRouter(route_class=ROUTE_CLASS)
State = Annotated[Literal["taken", "received", "analysed", "verified", "published"] | None, Query()]


@router.post("/samples", status_code=201, response_model=Taken, dependencies=SAMPLE)
async def post_sample(body: Sampling, command: Frame) -> Response:
    """Record a sample."""
    return await command.run(take_sample, body)


@router.get("/samples", dependencies=READ)
async def get_samples(
    rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100, state: State = None
) -> list[queries.SampleView]:
    """Samples with their results."""
    async with rows.acquire() as conn:
        return await queries.list_samples(conn, after, limit, state)


@router.get("/samples/{sample_id}", dependencies=READ)
async def get_sample(sample_id: UUID, rows: Rows) -> queries.SampleView:
    """One sample with every version of its result."""
    async with rows.acquire() as conn:
        return await queries.one_sample(conn, sample_id)


@router.post("/samples/{sample_id}/receive", status_code=201, response_model=Received, dependencies=ANALYSE)
async def post_receive(sample_id: UUID, body: Receipt, command: Frame) -> Response:
    """A laboratory receives a sample."""
    return await command.run(receive_sample, sample_id, body)


@router.post("/samples/{sample_id}/result", status_code=201, response_model=Recorded, dependencies=ANALYSE)
async def post_result(sample_id: UUID, body: Finding, command: Frame) -> Response:
    """Record what a sample showed."""
    return await command.run(record_result, sample_id, body)


@router.post("/samples/{sample_id}/verify", status_code=201, response_model=Verified, dependencies=VERIFY)
async def post_verify(sample_id: UUID, command: Frame) -> Response:
    """Confirm a finding."""
    return await command.run(verify_result, sample_id)


@router.post("/samples/{sample_id}/return", status_code=201, response_model=Returned, dependencies=VERIFY)
async def post_return(sample_id: UUID, body: Doubt, command: Frame) -> Response:
    """Send a finding back to the analyst."""
    return await command.run(return_result, sample_id, body)


@router.post("/samples/{sample_id}/publish", status_code=201, response_model=Published, dependencies=VERIFY)
async def post_publish(sample_id: UUID, command: Frame) -> Response:
    """Publish a verified finding."""
    return await command.run(publish_result, sample_id)


@router.post("/samples/{sample_id}/retest", status_code=201, response_model=RetestRequested, dependencies=MANAGE)
async def post_retest(sample_id: UUID, body: Entropy, command: Frame) -> Response:
    """Ask for a re-test of a failure."""
    return await command.run(request_retest, sample_id, body)


@router.get("/samples/{sample_id}/retest", dependencies=READ)
async def get_retest(sample_id: UUID, rows: Rows) -> queries.RetestView:
    """The re-test of a sample."""
    async with rows.acquire() as conn:
        return await queries.retest_of(conn, sample_id)


@router.post("/samples/{sample_id}/retest/laboratory", status_code=201, response_model=LaboratoryDrawn,
             dependencies=MANAGE)  # fmt: skip
async def post_retest_laboratory(sample_id: UUID, body: Numbers, command: Frame) -> Response:
    """Draw the re-test's laboratory."""
    return await command.run(draw_laboratory, sample_id, body)


@router.post("/laboratories", status_code=201, response_model=LaboratoryRegistered, dependencies=MANAGE)
async def post_laboratory(body: Laboratory, command: Frame) -> Response:
    """Put a laboratory on the list."""
    return await command.run(register_laboratory, body)


@router.get("/laboratories", dependencies=READ)
async def get_laboratories(rows: Rows) -> list[queries.LaboratoryView]:
    """The list of laboratories."""
    async with rows.acquire() as conn:
        return await queries.list_laboratories(conn)


@router.get("/disposals", dependencies=READ)
async def get_disposals(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.DisposalView]:
    """What follows failures."""
    async with rows.acquire() as conn:
        return await queries.list_disposals(conn, after, limit)


@router.post("/disposals/{disposal_id}/rectify", status_code=201, response_model=DisposalStep, dependencies=MANAGE)
async def post_rectify(disposal_id: UUID, command: Frame) -> Response:
    """Order a rectification."""
    return await command.run(order_rectification, disposal_id)


@router.post("/disposals/{disposal_id}/recheck", status_code=201, response_model=DisposalStep, dependencies=MANAGE)
async def post_recheck(disposal_id: UUID, body: Recheck, command: Frame) -> Response:
    """Record a recheck."""
    return await command.run(recheck_disposal, disposal_id, body)


@router.post("/disposals/{disposal_id}/close", status_code=201, response_model=DisposalEnded, dependencies=MANAGE)
async def post_close_disposal(disposal_id: UUID, command: Frame) -> Response:
    """Close a disposal whose recheck passed."""
    return await command.run(close_disposal, disposal_id)
