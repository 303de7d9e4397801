"""`jiayuan import lives`: a LIVES 1.x feed, a zip of businesses.csv and inspections.csv (violations are left alone)."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from cli.imports.send import FileUnreadable, Row, send

app = typer.Typer(add_completion=False)
# A feed of a big city unpacks to some tens of megabytes; more than this is no feed.
MOST_UNPACKED_BYTES = 200_000_000
COLUMNS = {"businesses.csv": {"business_id", "name"}, "inspections.csv": {"business_id", "score", "date"}}


@app.command(epilog="Example: jiayuan import lives feed.zip --feed sf-2026 --risk-class C")
def lives(
    file: Annotated[Path, typer.Argument(help="The feed's zip.", exists=True, dir_okay=False)],
    feed: Annotated[str, typer.Option(help="A short name for this feed, always the same for the same source.")],
    risk_class: Annotated[str, typer.Option(help="A-D, for all of it: the format has none.")],
    kind: Annotated[str, typer.Option(help="The kind of business, for all of it.")] = "restaurant",
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Take a LIVES feed's businesses with the score of their newest inspection; exit 1 where a line was refused."""
    try:
        found = rows(file)
    except (FileUnreadable, zipfile.BadZipFile, UnicodeDecodeError, csv.Error) as error:
        raise typer.BadParameter(f"not a LIVES feed ({type(error).__name__})") from None
    send(found, {"format": "lives", "feed": feed, "kind": kind, "risk_class": risk_class}, as_json)


def rows(file: Path) -> list[Row]:
    """A row a business with what its newest inspection says; one without awaits its first. Raises FileUnreadable."""
    with zipfile.ZipFile(file) as feed:
        newest: dict[str, tuple[str, str]] = {}
        for _, inspection in _table(feed, "inspections.csv"):
            rated_on, score = inspection["date"] or "", inspection["score"] or ""
            newest[inspection["business_id"]] = max(newest.get(inspection["business_id"], ("", "")), (rated_on, score))
        found = []
        for line, business in _table(feed, "businesses.csv"):
            rated_on, score = newest.get(business["business_id"], ("", ""))
            about = {"external_id": business["business_id"] or "", "name": business["name"] or ""}
            found.append({"line": line, **about, "rating": score, "rated_on": rated_on})
        return found


def _table(feed: zipfile.ZipFile, name: str) -> list[tuple[int, dict[str, str]]]:
    """A CSV of the feed with its line numbers; the header is line 1."""
    if name not in feed.namelist() or feed.getinfo(name).file_size > MOST_UNPACKED_BYTES:
        raise FileUnreadable(name)
    reader = csv.DictReader(io.StringIO(feed.read(name).decode("utf-8-sig")))
    if not COLUMNS[name] <= set(reader.fieldnames or ()):
        raise FileUnreadable(name)
    return [(reader.line_num, row) for row in reader]
