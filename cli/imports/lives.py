"""`jiayuan import lives`: a LIVES 1.x feed, a zip of businesses.csv and inspections.csv (violations are left alone)."""

import zipfile
import zlib
from pathlib import Path
from typing import Annotated

import typer

from cli.imports.send import Refused, Row, send
from cli.imports.text import FileUnreadable, decoded, flaw, table

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
    """List a LIVES feed's businesses with the score of their newest inspection that has one.

    Exit 1 where a row was refused, 3 where the import stopped half-way.
    """
    try:
        found, refused = rows(file)
    except (FileUnreadable, zipfile.BadZipFile, zlib.error) as error:
        raise typer.BadParameter(f"not a LIVES feed ({error or type(error).__name__})") from None
    send(found, refused, {"format": "lives", "feed": feed, "kind": kind, "risk_class": risk_class}, as_json)


def rows(file: Path) -> tuple[list[Row], list[Refused]]:
    """A row a business with what its newest scored inspection says, and the lines that cannot be read.

    A visit without a score hides no score of before; a business that was never scored awaits its first. Raises
    FileUnreadable.
    """
    refused: list[Refused] = []
    with zipfile.ZipFile(file) as feed:
        newest = _newest(feed, refused)
        found: list[Row] = []
        for line, business, unread in table(_text(feed, "businesses.csv"), COLUMNS["businesses.csv"]):
            code = unread or flaw({name: business[name] for name in COLUMNS["businesses.csv"]})
            if code is not None:
                refused.append({"file": "businesses.csv", "line": line, "code": code})
                continue
            rated_on, score = newest.get(business["business_id"], ("", ""))
            about = {"external_id": business["business_id"], "name": business["name"]}
            found.append({"line": line, **about, "rating": score, "rated_on": rated_on})
    return found, refused


def _newest(feed: zipfile.ZipFile, refused: list[Refused]) -> dict[str, tuple[str, str]]:
    """Date and score of each business's newest inspection with a score, or of its newest where none has one."""
    newest: dict[str, tuple[bool, str, str]] = {}
    for line, inspection, unread in table(_text(feed, "inspections.csv"), COLUMNS["inspections.csv"]):
        code = unread or flaw({name: inspection[name] for name in COLUMNS["inspections.csv"]})
        if code is not None:
            refused.append({"file": "inspections.csv", "line": line, "code": code})
            continue
        rated_on, score = inspection["date"].strip(), inspection["score"].strip()
        seen = score != "", rated_on, score
        newest[inspection["business_id"]] = max(newest.get(inspection["business_id"], seen), seen)
    return {business: (rated_on, score) for business, (_, rated_on, score) in newest.items()}


def _text(feed: zipfile.ZipFile, name: str) -> str:
    if name not in feed.namelist() or feed.getinfo(name).file_size > MOST_UNPACKED_BYTES:
        raise FileUnreadable(name)
    return decoded(feed.read(name))
