"""Lists as sheets: CSV that a Chinese Excel opens rightly, and XLSX; neither runs what a cell pretends to be."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response
from pydantic import BaseModel

from kernel.calendar import SHANGHAI

Format = Annotated[Literal["csv", "xlsx"], Query(alias="format")]
Cell = str | int | float | bool | date | datetime | None
# More rows than a list ever has here; a sheet is one answer.
SHEET_ROWS = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheet(Response):
    """A download in the format asked for; a query that answers one is documented as a sheet."""


# How such an answer is documented.
SHEET: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {
            "description": "The sheet, in the format asked for",
            # Bytes first: a generator that takes the first kind for both must not decode a workbook as text.
            "content": {
                XLSX: {"schema": {"type": "string", "format": "binary"}},
                "text/csv": {"schema": {"type": "string"}},
            },
        }
    },
}
# What a spreadsheet takes for a formula (OWASP, CSV Injection), also full-width; such text gets a quote before it.
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_BREAKS = ("\t", "\r", "\n")


def sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], kind: Literal["csv", "xlsx"]) -> Sheet:
    """A download `name.kind`; `name` is ASCII. Instants are written in Shanghai's time, money stays in fen."""
    plain = [[_plain(cell) for cell in row] for row in rows]
    content, media = (
        (_csv(columns, plain), "text/csv; charset=utf-8") if kind == "csv" else (_xlsx(columns, plain), XLSX)
    )
    return Sheet(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'})


def listed(name: str, views: Sequence[BaseModel], columns: Sequence[str], kind: Literal["csv", "xlsx"]) -> Sheet:
    """A list as a sheet: one column a field of its rows; lists within a row are joined by a space."""
    return sheet(name, columns, ([_cell(getattr(view, c)) for c in columns] for view in views), kind)


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value) if isinstance(value, UUID) else value  # type: ignore[return-value]  # what sheets know


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, datetime):
        return cell.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell


def _csv(columns: Sequence[str], rows: list[list[str | int | float | None]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([[_guarded(cell) for cell in row] for row in rows])
    # The mark tells Excel that this is UTF-8; without it Chinese becomes noise.
    return text.getvalue().encode("utf-8-sig")


def _guarded(cell: str | int | float | None) -> str | int | float | None:
    return "'" + cell if isinstance(cell, str) and _runs(cell) else cell


def _runs(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula: what is not seen before the sign is skipped."""
    seen = next((c for c in text if not (c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Mn"))), "")
    return text.startswith(_BREAKS) or (seen != "" and seen in _FORMULA)


def _xlsx(columns: Sequence[str], rows: list[list[str | int | float | None]]) -> bytes:
    # Forty modules, needed for a sheet alone.
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet()
        page.freeze_panes(1, 0)
        page.write_row(0, 0, columns, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, row)
        page.autofit()
    return file.getvalue()
