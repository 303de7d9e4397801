"""`jiayuan import fhrs`: establishments as the Food Hygiene Rating Scheme's API gives them, in a JSON file."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.imports.send import Refused, Row, send
from cli.imports.text import FileUnreadable, decoded, flaw

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
    """List establishments with their rating.

    Exit 1 where one was refused, 3 where the import stopped half-way.
    """
    try:
        found, refused = rows(file)
    except (FileUnreadable, json.JSONDecodeError, RecursionError) as error:
        raise typer.BadParameter(f"not establishments of FHRS ({type(error).__name__})") from None
    send(found, refused, {"format": "fhrs", "feed": feed, "kind": kind, "risk_class": risk_class}, as_json)


def rows(file: Path) -> tuple[list[Row], list[Refused]]:
    """A row an establishment, and those that cannot be sent; `line` is its place in the file, from 1.

    Raises FileUnreadable.
    """
    document = json.loads(decoded(file.read_bytes()))
    entries = document.get("establishments") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise FileUnreadable("establishments")
    found: list[Row] = []
    refused: list[Refused] = []
    for line, one in enumerate(entries, 1):
        values = _values(one) if isinstance(one, dict) else None
        code = "row-unreadable" if values is None else flaw(values)
        if values is None or code is not None:
            refused.append({"line": line, "code": code})
        else:
            found.append({"line": line, **values, "pending": one.get("NewRatingPending") is True})
    return found, refused


def _values(one: dict[str, Any]) -> dict[str, str]:
    names = {"external_id": "FHRSID", "name": "BusinessName", "rating": "RatingValue", "rated_on": "RatingDate"}
    return {ours: "" if one.get(theirs) is None else str(one[theirs]) for ours, theirs in names.items()}
