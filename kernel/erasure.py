"""Erasing a person in every room: what the gateway asks of a room, what the room answers, and how (ADR 12).

A request names the person by fingerprints, which mean the same in all rooms because they share the key. Only the
gateway asks, with a token that no account and no program gets; fingerprints are on no topic and in no public answer.
"""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from kernel.db import Connection
from kernel.web import Input, Output

Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Order(Input):
    """The person to erase: every fingerprint that leads to them, in hexadecimal, and the account that goes too."""

    erasure_id: UUID
    marks: Annotated[tuple[Mark, ...], Field(max_length=100)]
    account: Annotated[str, Field(max_length=100)] | None = None


class ErasedHere(Output):
    """A room's part of the receipt: rows by what they are, and what the law has it keep for now. Nothing personal."""

    erased: dict[str, int] = Field(default_factory=dict)
    kept: list[str] = Field(default_factory=list)


_PEOPLE = """
select person from person_identifier where fingerprint = any($1) union select unnest($1::bytea[])
"""


async def people_of(conn: Connection, order: Order) -> list[bytes]:
    """The fingerprints under which this room keeps the person, older ones included."""
    marks = [bytes.fromhex(mark) for mark in order.marks]
    return [row["person"] for row in await conn.fetch(_PEOPLE, marks)]
