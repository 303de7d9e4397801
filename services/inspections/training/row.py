"""A member of staff as commands lock it, and the newest exam."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Staff(TypedRow, reads=SQL["lock-staff"]):
    """A member of a food business's staff."""

    id: UUID
    on_duty: bool


@dataclass(frozen=True, slots=True)
class Exam(TypedRow, reads=SQL["newest-exam"]):
    """The exam that counts: the one that was taken last."""

    outcome: Literal["passed", "failed"]
    valid_until: date | None


async def lock(conn: Connection, staff_id: UUID) -> Staff:
    """The member of staff, locked until the transaction ends. Raises NotFound("staff-unknown")."""
    staff = await Staff.one(conn, id=staff_id)
    if staff is None:
        raise NotFound("staff-unknown")
    return staff
