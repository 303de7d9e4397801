"""The register of figures: figures.yaml read once. Who counts, opens, shows or discloses a figure asks here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Literal

import msgspec
import yaml

from contracts.catalogue import CATALOGUE, Catalogue

Counts = Literal["people", "things", "fen", "points"]
Rows = Literal["office", "everyone", "everyone-by-month", "none"]
READER = "engagement"


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure as figures.yaml describes it; what each field means is said there."""

    name: str
    room: str
    counts: Counts
    what: str
    day: str
    zh: str
    en: str
    events: tuple[str, ...]
    distinct: str | None = None
    rows: Rows = "office"


class Rate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure divided by the sum of others."""

    name: str
    part: str
    whole: tuple[str, ...]
    zh: str
    en: str

    @property
    def field(self) -> str:
        """Its name in the field `rates` of an answer."""
        return self.name.removesuffix("_rate")

    def of(self, figures: Mapping[str, int]) -> float | None:
        """The rate; None without a denominator, or where one of its figures is below zero: events to come mend that."""
        part, parts = figures.get(self.part, 0), [figures.get(name, 0) for name in self.whole]
        return round(part / sum(parts), 4) if sum(parts) > 0 and min(part, *parts) >= 0 else None


class Pages(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the dashboard shows where, in order; `today` may name rates."""

    today: dict[str, tuple[str, ...]]
    trend: tuple[str, ...]
    public: tuple[str, ...]


class Register(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """figures.yaml: every figure and rate by name, and the event types that change no figure."""

    figures: dict[str, Figure]
    rates: dict[str, Rate]
    pages: Pages
    uncounted: dict[str, str]

    @property
    def listed(self) -> tuple[str, ...]:
        """Every figure's name in the order in which answers list them: sums first, then distinct people."""
        return tuple(sorted(self.figures, key=lambda name: self.figures[name].distinct is not None))

    def opened(self, room: str, *whose: Rows) -> tuple[str, ...]:
        """The figures of a room that open to their rows, for those named or for anyone at all."""
        return tuple(f.name for f in self.figures.values() if f.room == room and f.rows in (whose or OPENED))


OPENED: tuple[Rows, ...] = ("office", "everyone", "everyone-by-month")
PUBLIC_ROWS: tuple[Rows, ...] = ("everyone", "everyone-by-month")


class _Once(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C one is there or not
    """A loader that refuses a key that is there twice, in place of keeping the last."""


def _mapping(loader: Any, node: Any) -> dict[str, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"figures.yaml: {min(twice)} is there twice")
    found: dict[str, Any] = loader.construct_mapping(node, deep=True)
    return found


_Once.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_figures(text: str) -> Register:
    """The register from the text of figures.yaml.

    Raises ValueError (msgspec.ValidationError is one): it names the figure, and what is missing or unknown.
    """
    raw = yaml.load(text, Loader=_Once)  # noqa: S506 - a safe loader
    for part in ("figures", "rates"):
        raw[part] = {name: {"name": name, **body} for name, body in raw[part].items()}
    for name, body in raw["figures"].items():
        try:
            msgspec.convert(body, Figure)
        except msgspec.ValidationError as error:
            raise ValueError(f"contracts/figures.yaml: {name}: {error}") from None
    return msgspec.convert(raw, Register)


def complaints(register: Register, catalogue: Catalogue = CATALOGUE) -> list[str]:
    """What is wrong with the register, each with what to do; nothing when it is whole."""
    return [*_of_names(register), *_of_figures(register), *_of_events(register, catalogue)]


def _of_names(register: Register) -> Iterator[str]:
    figures, rates, pages = register.figures, register.rates, register.pages
    listed = {f"pages/{page}": getattr(pages, page) for page in ("trend", "public")}
    listed |= {f"rates/{rate.name}": (rate.part, *rate.whole) for rate in rates.values()}
    listed |= {f"figures/{f.name}/distinct": (f.distinct,) for f in figures.values() if f.distinct}
    listed |= {f"pages/today/{room}": [n for n in names if n not in rates] for room, names in pages.today.items()}
    for where, names in listed.items():
        for name in names:
            if name not in figures:
                yield f"{where} names {name}, which is no figure: register it in contracts/figures.yaml or correct it"
    for name in rates:
        if not name.endswith("_rate"):
            yield f"the rate {name} must have a name that ends with _rate: answers have it without"


def _of_figures(register: Register) -> Iterator[str]:
    for figure in register.figures.values():
        name = figure.name
        if name.endswith("_fen") is not (figure.counts == "fen"):
            yield f"{name} counts {figure.counts}: the names of figures in fen end with _fen, and no others"
        if name.startswith("people_") is not (figure.distinct is not None):
            yield f"{name}: names of figures of distinct people begin with people_, and no others; see `distinct`"
        if figure.distinct is not None and figure.counts != "people":
            yield f"{name} counts {figure.counts}: only people are distinct"
        if not figure.events:
            yield f"{name} is changed by no event: name its event types under `events` in contracts/figures.yaml"
        for event_type in figure.events:
            if not event_type.startswith(f"{figure.room}."):
                yield f"{name} of {figure.room} names {event_type}, an event of another room"


def _of_events(register: Register, catalogue: Catalogue) -> Iterator[str]:
    counted = {event_type for figure in register.figures.values() for event_type in figure.events}
    known = catalogue.event_types
    for event_type in (name for name in known if name not in counted and name not in register.uncounted):
        yield (
            f"{event_type} is counted by no figure: name it in contracts/figures.yaml, under `events` of the figures"
            " that it changes (and count it in services/engagement/fold.py), or under `uncounted` with the reason"
        )
    for event_type in sorted(counted & register.uncounted.keys()):
        yield f"{event_type} is counted, and listed as uncounted: take it out of one in contracts/figures.yaml"
    for event_type in sorted((counted | register.uncounted.keys()) - known.keys()):
        yield f"contracts/figures.yaml names {event_type}, which topics.yaml does not know: correct or remove it"
    for event_type in sorted(counted & known.keys()):
        topic = known[event_type].topic
        if READER not in topic.consumers:
            yield f"{event_type} is counted, and {READER} does not read {topic.name}: add it to its `consumers`"


REGISTER = read_figures(files("contracts").joinpath("figures.yaml").read_text(encoding="utf-8"))
FIGURES = REGISTER.figures
RATES = REGISTER.rates
