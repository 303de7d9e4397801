"""Files of other registers as text and rows: whatever cannot be read is refused with its line, and the rest goes on."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

# Records over more lines than this are taken for a quote that was not closed.
MOST_LINES = 20
# What the room takes of a cell (services/inspections/establishments/import_establishments.py).
LONGEST_CELL = 1000
csv.field_size_limit(10_000_000)


class FileUnreadable(Exception):
    """The file is not what its format says."""


class Record(NamedTuple):
    """A line of a table, by column, or the code that says why it cannot be read."""

    line: int
    values: dict[str, str]
    code: str | None = None


def decoded(content: bytes) -> str:
    """UTF-8, or else Windows-1252, which registers export from spreadsheets. Raises FileUnreadable."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise FileUnreadable("encoding") from None


def flaw(values: dict[str, str]) -> str | None:
    """Why a row cannot be sent: a cell that is too long, or text that is no Unicode."""
    if any(len(value) > LONGEST_CELL for value in values.values()):
        return "text-too-long"
    if any("\ud800" <= letter <= "\udfff" for value in values.values() for letter in value):
        return "text-unprintable"
    return None


def table(text: str, needed: set[str]) -> Iterator[Record]:
    """A CSV's records; the header is line 1. A quote that is not closed costs its own line and no other.

    Raises FileUnreadable where the header lacks a needed column.
    """
    lines = list(io.StringIO(text, newline=""))
    header, taken = _record(lines, 0, None)
    if header is None or not needed <= set(header):
        raise FileUnreadable("header")
    while taken < len(lines):
        first = taken
        cells, used = _record(lines, first, len(header))
        taken += used
        if cells is None or len(cells) > len(header):
            yield Record(first + 1, {}, "row-unreadable")
        elif cells:
            cells += [""] * (len(header) - len(cells))
            yield Record(first + 1, dict(zip(header, cells, strict=True)))


def _record(lines: list[str], first: int, width: int | None) -> tuple[list[str] | None, int]:
    """The cells of the record that begins at a line, and how many lines it takes; None where it cannot be read."""
    for count in range(1, min(MOST_LINES, len(lines) - first) + 1):
        reader = csv.reader(lines[first : first + count], strict=True)
        try:
            cells = next(reader, [])
        except csv.Error as error:
            # Python's own words for a quote that is still open where the lines end.
            if "unexpected end of data" in str(error):
                continue
            return None, 1
        # A record over several lines is one only if it has every column: else an open quote took in its neighbours.
        if count > 1 and len(cells) != width:
            return None, 1
        return cells, count
    return None, 1
