"""An analyst records what a sample showed; nobody sees it before somebody else verified it."""

from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.web import Input, Output
from services.inspections.domain import check_analysable
from services.inspections.storage import SQL

Verdict = Literal["qualified", "unqualified"]


class Finding(Input):
    """What the laboratory found."""

    verdict: Verdict


class Recorded(Output):
    """The sample now waits for its verifier."""

    sample_id: UUID
    state: Literal["analysed"] = "analysed"


async def record_result(tx: Transaction, sample_id: UUID, order: Finding) -> Recorded:
    """No event: a finding is nobody's business before it is verified.

    Raises NotFound("sample-unknown"), Conflict("result-already-published").
    """
    sample = await tx.conn.fetchrow(SQL["lock-sample"], sample_id)
    if sample is None:
        raise NotFound("sample-unknown")
    check_analysable(sample["state"])
    await tx.conn.execute(SQL["analyse-sample"], sample_id, order.verdict, tx.caller.subject)
    return Recorded(sample_id=sample_id)
