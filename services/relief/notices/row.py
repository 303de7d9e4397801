"""A case's notice and what is objected to it, as commands lock them: the case, its notice, the objection."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.cases.row import Case
from services.relief.cases.row import lock as lock_case
from services.relief.storage import SQL


@dataclass(frozen=True, slots=True)
class Notice(TypedRow, reads=SQL["lock-notice-of-case"]):
    """A case's notice. An objection and a payment take turns at this row, and the objections to it count right."""

    id: UUID
    closes_on: date


@dataclass(frozen=True, slots=True)
class RunningNotice(TypedRow, reads=SQL["running-notices"]):
    """A notice that anybody may still object to, locked."""

    id: UUID
    opens_on: date


@dataclass(frozen=True, slots=True)
class Objection(TypedRow, reads=SQL["lock-objection"]):
    """What somebody objected."""

    id: UUID
    state: Literal["open", "upheld", "dismissed", "set-aside"]


@dataclass(frozen=True, slots=True)
class SealedObjection(TypedRow, reads=SQL["sealed-objection"]):
    """An objection's case, and its text as it is stored; without a key it was erased."""

    case_id: UUID
    wrapped_key: bytes | None
    sealed: bytes


async def sealed(conn: Connection, objection_id: UUID) -> SealedObjection:
    """An objection as it is stored, without a lock. Raises NotFound("objection-unknown")."""
    objection = await SealedObjection.one(conn, objection_id=objection_id)
    if objection is None:
        raise NotFound("objection-unknown")
    return objection


async def lock_noticed(conn: Connection, case_id: UUID) -> Case:
    """The case, locked with its notice behind it, as a payment locks them. Raises NotFound("case-unknown")."""
    case = await lock_case(conn, case_id)
    await Notice.one(conn, case_id=case_id)
    return case


async def lock(conn: Connection, objection_id: UUID) -> tuple[Case, Objection]:
    """The case and an objection to it, locked with the notice between them. Raises NotFound("objection-unknown")."""
    place = await sealed(conn, objection_id)
    case = await lock_noticed(conn, place.case_id)
    objection = await Objection.one(conn, objection_id=objection_id)
    assert objection is not None
    return case, objection
