"""`jiayuan import fhrs`: establishments as the Food Hygiene Rating Scheme's API gives them, in a JSON file."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.imports.send import FileUnreadable, Row, send

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan import fhrs establishments.json --feed fhrs-camden --risk-class C")
def fhrs(
    file: Annotated[Path, typer.Argument(help="The JSON file.", exists=True, dir_okay=False)],
    feed: Annotated[
        str, typer.Option(help="A short name for this file's source, always the same for the same source.")
    ],
    risk_class: Annotated[str, typer.Option(help="A-D, for all of it: the format has none.")],
    kind: Annotated[str, typer.Option(help="The kind of business, for all of it.")] = "restaurant",
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Take establishments with their rating; exit 1 where one was refused."""
    try:
        found = rows(file)
    except (FileUnreadable, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"not establishments of FHRS ({type(error).__name__})") from None
    send(found, {"format": "fhrs", "feed": feed, "kind": kind, "risk_class": risk_class}, as_json)


def rows(file: Path) -> list[Row]:
    """A row an establishment; `line` is its place in the file, from 1. Raises FileUnreadable."""
    document = json.loads(file.read_text(encoding="utf-8-sig"))
    found = document.get("establishments") if isinstance(document, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise FileUnreadable("establishments")
    return [_row(line, one) for line, one in enumerate(found, 1)]


def _row(line: int, one: dict[str, Any]) -> Row:
    def text(name: str) -> str:
        value = one.get(name)
        return "" if value is None else str(value)[:1000]

    return {
        "line": line,
        "external_id": text("FHRSID"),
        "name": text("BusinessName"),
        "rating": text("RatingValue"),
        "rated_on": text("RatingDate"),
        "pending": one.get("NewRatingPending") is True,
    }
