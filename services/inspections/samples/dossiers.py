"""What a verdict rests on: one row an item that the laboratory tested, kept with each finding, never changed (INS-21).

Published with the verdict: 食品安全抽样检验管理办法 art. 49 has the items that failed named; a value says nothing
without the limit that the standard sets.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.events.inspections import TestedItem as ItemFact
from kernel.commands import Transaction
from kernel.db import Connection
from kernel.identifiers import new_id
from kernel.web import Input, Output, Text
from services.inspections.samples.rules import Verdict, check_verdict
from services.inspections.storage import SQL

MOST_ITEMS = 40
Name = Annotated[Text, StringConstraints(max_length=80)]
Short = Annotated[Text, StringConstraints(max_length=40)]


class Item(Input):
    """One item: what was tested, by which method or standard, what was measured, and what the standard allows."""

    item: Name
    method: Name
    value: Short
    unit: Short | None = None
    limit: Name
    verdict: Verdict


Items = Annotated[list[Item], Field(min_length=1, max_length=MOST_ITEMS)]


class ItemView(Output):
    """One item that was tested."""

    item: str
    method: str
    value: str
    unit: str | None
    limit: str
    verdict: Verdict


async def keep(tx: Transaction, sample_id: UUID, verdict: Verdict, items: Sequence[Item]) -> UUID:
    """Keep what was tested of a locked sample; answers the dossier's id. Raises Refused("verdict-not-of-items")."""
    check_verdict(verdict, [one.verdict for one in items])
    dossier_id = new_id()
    await tx.conn.execute(
        *SQL["insert-dossier"](
            dossier_id=dossier_id, sample_id=sample_id, recorded_at=tx.now, recorded_by=tx.caller.subject
        )
    )
    for place, one in enumerate(items, 1):
        await tx.conn.execute(
            *SQL["insert-tested-item"](
                dossier_id=dossier_id,
                place=place,
                item=one.item,
                method=one.method,
                value=one.value,
                unit=one.unit,
                limit=one.limit,
                verdict=one.verdict,
            )
        )
    return dossier_id


async def items_of(conn: Connection, dossier_ids: Iterable[UUID | None]) -> dict[UUID | None, list[ItemView]]:
    """The items of each dossier, in the laboratory's order; what has no dossier has none."""
    found: dict[UUID | None, list[ItemView]] = {one: [] for one in dossier_ids}
    known = [one for one in found if one is not None]
    for row in await conn.fetch(*SQL["tested-items-of"](dossier_ids=known)):
        fields = dict(row)
        found[fields.pop("dossier_id")].append(ItemView(**fields))
    return found


async def item_facts(conn: Connection, dossier_id: UUID | None) -> list[ItemFact] | None:
    """What the event of a published result says of it; nothing for a finding from before there were dossiers."""
    items = (await items_of(conn, [dossier_id]))[dossier_id]
    return [ItemFact(**one.model_dump()) for one in items] or None
