"""A row that commands read or lock, as a type: its fields are the columns of the statement that it names.

`tests/integration/kernel/test_rows.py` prepares the statement of every such type on its room's database and compares
names and types, and what may be null, so a column that was renamed or forgotten is seen before it is asked for. The
statement reads or locks. One that writes stays in its command, where `tests/unit/house/test_declared.py` reads which
codes it may be refused with.
"""

from typing import Any, ClassVar, Self, dataclass_transform

from kernel.db import Connection, Statement


@dataclass_transform(frozen_default=True)
class TypedRow:
    """Base of a frozen dataclass `class Fund(TypedRow, reads=SQL["lock-fund"])` with a field for each column."""

    __slots__ = ()
    statement: ClassVar[Statement]

    def __init_subclass__(cls, *, reads: Statement | None = None, **more: Any) -> None:
        super().__init_subclass__(**more)
        # `dataclass(slots=True)` makes the class a second time, without the keyword.
        if reads is not None:
            cls.statement = reads

    @classmethod
    async def one(cls, conn: Connection, **values: Any) -> Self | None:
        """The only row, or None. The values are the statement's parameters, by name."""
        row = await conn.fetchrow(*cls.statement(**values))
        return None if row is None else cls(**row)

    @classmethod
    async def every(cls, conn: Connection, **values: Any) -> list[Self]:
        """All rows, in the statement's order."""
        return [cls(**row) for row in await conn.fetch(*cls.statement(**values))]
