"""What follows from the register of figures: types of names, the schema's texts, a table, words and lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from contracts.figures import PUBLIC_ROWS, REGISTER, Figure, Rate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DASHBOARD = ROOT / "dashboard" / "src"
NEVER = "Made from contracts/figures.yaml by `python -m contracts.generate`: never edit."
BEGIN, END = "<!-- figures: begin (made from contracts/figures.yaml) -->", "<!-- figures: end -->"
# The head of the dashboard's lists.
TYPES = f"""/** {NEVER} */
import type {{ Room }} from "./types";

export type MetricKind = "count" | "people" | "money" | "share";

export interface Metric {{
  key: string;
  kind: MetricKind;
}}

export interface Figure {{
  room: Room;
  kind: MetricKind;
  counts: "people" | "things" | "fen" | "points";
  opens: boolean;
  /** The figure whose people are counted once each. */
  distinct?: string;
}}
"""
ROOMS = tuple(dict.fromkeys(figure.room for figure in REGISTER.figures.values()))


def render_figures() -> dict[Path, str]:
    """Every file that is made from the register, or has a part that is, and what should be in it."""
    readme = ROOT / "services" / "engagement" / "README.md"
    schema = HERE / "schemas" / "engagement" / "figures-changed.v1.json"
    return {
        HERE / "figure_names.py": _names(),
        schema: _schema(schema.read_text(encoding="utf-8")),
        readme: _between(readme.read_text(encoding="utf-8"), _table()),
        DASHBOARD / "api" / "figures.ts": _lists(),
        DASHBOARD / "i18n" / "zh" / "metric.ts": _words({word.name: word.zh for word in _named()}, "Chinese"),
        DASHBOARD / "i18n" / "en" / "metric.ts": _words({word.name: word.en for word in _named()}, "English"),
    }


def _named() -> tuple[Figure | Rate, ...]:
    return (*REGISTER.figures.values(), *REGISTER.rates.values())


def _names() -> str:
    """Names as types, so that a misspelt one does not pass the type checker."""
    types = {"FigureName": tuple(REGISTER.figures)}
    for room in ROOMS:
        # A room that opens some of its figures to everyone has two routes for it, each typed by its figures.
        if public := REGISTER.opened(room, *PUBLIC_ROWS):
            types |= {f"{room.capitalize()}Opened": REGISTER.opened(room), f"{room.capitalize()}Public": public}
    literals = [
        f"{name} = Literal[\n" + "".join(f'    "{figure}",\n' for figure in figures) + "]\n"
        for name, figures in types.items()
    ]
    return f'"""{NEVER}"""\n\nfrom typing import Literal\n\n' + "".join(literals)


def _schema(present: str) -> str:
    """The published schema with every figure and rate named in its texts."""
    schema = json.loads(present)
    listed = REGISTER.listed
    sums = ", ".join(name for name in listed if REGISTER.figures[name].distinct is None)
    people = ", ".join(name for name in listed if REGISTER.figures[name].distinct is not None)
    figures, rates = (schema["properties"][part] for part in ("figures", "rates"))
    figures["description"] = (
        f"Figures by metric: {sums}; distinct people: {people}. Only metrics that the cell has; more may come."
    )
    for rate in REGISTER.rates.values():
        rates["properties"][rate.field]["description"] = f"{_formula(rate)}."
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _formula(rate: Rate) -> str:
    whole = " + ".join(rate.whole)
    return f"{rate.part} / {whole if len(rate.whole) == 1 else f'({whole})'}"


def _table() -> str:
    rows = [
        f"| `{f.name}` | {f.room} | {'distinct people' if f.distinct else f.counts} | {f.what} | {f.day} |"
        for f in REGISTER.figures.values()
    ]
    rates = ", ".join(f"{rate.field} = {_formula(rate)}" for rate in REGISTER.rates.values())
    head = ["| figure | line | in | counts | by the day of |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows, "", f"Rates: {rates}; null without a denominator."])


def _between(present: str, made: str) -> str:
    before, begin, rest = present.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"services/engagement/README.md has no place for the figures: {BEGIN} … {END}")
    return f"{before}{begin}\n{made}\n{end}{after}"


def _kind(name: str) -> str:
    """How a number is read: a share, money, distinct people or a count."""
    if name in REGISTER.rates:
        return "share"
    figure = REGISTER.figures[name]
    return "money" if figure.counts == "fen" else "people" if figure.distinct else "count"


def _lists() -> str:
    """The dashboard's lists as TypeScript."""
    pages = REGISTER.pages
    figures = {
        figure.name: {"room": figure.room, "kind": _kind(figure.name), "counts": figure.counts}
        | {"opens": figure.rows != "none"}
        | ({"distinct": figure.distinct} if figure.distinct else {})
        for figure in REGISTER.figures.values()
    }
    rates = {rate.name: rate.field for rate in REGISTER.rates.values()}
    trend = [(name, REGISTER.figures[name].room) for name in pages.trend]
    public = [name for room in ROOMS for name in REGISTER.opened(room, *PUBLIC_ROWS)]
    return "\n".join(
        [
            TYPES,
            "/** In no particular order: a figure that this version does not know is not here. */",
            "export const FIGURES: Partial<Record<string, Figure>> = {",
            *(f"  {name}: {_typescript(figure)}," for name, figure in figures.items()),
            "};",
            "",
            "/** A rate's name, and its field in an answer's `rates`. */",
            f"export const RATES = {_typescript(rates)} as const;",
            "",
            "/** What each line shows; the first is its headline. */",
            "export const LINE_METRICS: Record<Room, readonly Metric[]> = {",
            *_by_room(pages.today),
            "};",
            "",
            "/** What the trend can show. */",
            "export const TREND_METRICS: readonly (Metric & { room: Room })[] = [",
            *(f"  {_typescript({'key': name, 'kind': _kind(name), 'room': room})}," for name, room in trend),
            "];",
            "",
            "/** Relief's figures that open to its ledger. */",
            _tuple("LEDGER_METRICS", REGISTER.opened("relief")),
            "",
            "/** What anybody sees of the district. */",
            _tuple("PUBLIC_METRICS", pages.public),
            "",
            "/** Whose rows anybody may open. */",
            _tuple("PUBLIC_ROWS", public),
            "",
        ]
    )


def _by_room(today: Mapping[str, Iterable[str]]) -> Iterable[str]:
    for room, names in today.items():
        yield f"  {room}: ["
        yield from (f"    {_typescript({'key': name, 'kind': _kind(name)})}," for name in names)
        yield "  ],"


def _tuple(name: str, values: Iterable[str]) -> str:
    return f"export const {name} = [\n" + "".join(f'  "{value}",\n' for value in values) + "] as const;"


def _typescript(value: Mapping[str, object]) -> str:
    return "{ " + ", ".join(f"{key}: {json.dumps(one)}" for key, one in value.items()) + " }"


def _words(words: Mapping[str, str], language: str) -> str:
    lines = "".join(f"  {name}: {json.dumps(word, ensure_ascii=False)},\n" for name, word in words.items())
    return f"/** Names of figures and rates in {language}. {NEVER} */\nexport const metric = {{\n{lines}}};\n"
