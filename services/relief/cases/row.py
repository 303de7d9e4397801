"""A household's case as commands lock it, and the grants that are linked to it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.cases.rules import Grant
from services.relief.storage import SQL

CaseState = Literal["draft", "validated", "approved", "paid", "rejected", "expired"]


@dataclass(frozen=True, slots=True)
class Case(TypedRow, reads=SQL["lock-case"]):
    """The aggregate's row. Persons are locked before it; its notice and a fund it is paid from after it."""

    id: UUID
    category: str
    neighbourhood_id: UUID
    neighbourhood: str
    state: CaseState
    opened_by: str
    validated_by: str | None
    monthly_fen: int
    months: int
    promised_fen: int
    starts_on: date
    valid_until: date

    @property
    def total_fen(self) -> int:
        """What it gets in all, once it is approved."""
        return self.monthly_fen * self.months


@dataclass(frozen=True, slots=True)
class Kin(TypedRow, reads=SQL["kin-of-case"]):
    """A case that shares people with another one, and the fingerprints of its members."""

    id: UUID
    starts_on: date
    valid_until: date
    monthly_fen: int
    members: list[bytes]

    @property
    def grant(self) -> Grant:
        """What it gets, as the rules take it."""
        return Grant(self.starts_on, self.valid_until, self.monthly_fen, frozenset(self.members))


@dataclass(frozen=True, slots=True)
class SealedCase(TypedRow, reads=SQL["sealed-case"]):
    """A household's file as it is stored; without a key it was erased."""

    wrapped_key: bytes | None
    sealed: bytes


async def lock(conn: Connection, case_id: UUID) -> Case:
    """The case, locked until the transaction ends. Raises NotFound("case-unknown")."""
    case = await Case.one(conn, case_id=case_id)
    if case is None:
        raise NotFound("case-unknown")
    return case
