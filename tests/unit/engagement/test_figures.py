"""The register of figures, the fold and the rooms' SQL name the same figures; what is forgotten is one clear line."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.catalogue import CATALOGUE
from contracts.figures import FIGURES, RATES, REGISTER, Register, complaints, read_figures
from services.engagement.fold import CHANGES, Tally, fold

REPOSITORY = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((REPOSITORY / "contracts" / "examples").rglob("*.json"))
TEXT = (REPOSITORY / "contracts" / "figures.yaml").read_text(encoding="utf-8")
FOLD = REPOSITORY / "services" / "engagement" / "fold.py"


def counted_by(example: Path) -> tuple[str, set[str]]:
    """The type of a golden record, and the figures that the fold changes by it."""
    golden = json.loads(example.read_text(encoding="utf-8"))
    event_type = golden["headers"]["ce_type"]
    tally = fold(Tally(), [msgspec.convert(golden["data"], CATALOGUE.event_class(event_type))])
    return event_type, {metric for _, metric in tally.sums} | {metric for _, metric, _ in tally.people}


def test_the_register_is_whole() -> None:
    assert not (wrong := complaints(REGISTER)), "\n".join(wrong)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_event_changes_only_figures_that_name_it(example: Path) -> None:
    event_type, changed = counted_by(example)
    strange = changed - {name for name, figure in FIGURES.items() if event_type in figure.events}
    assert not strange, f"register {strange} in contracts/figures.yaml, with {event_type} under `events`"


def test_a_figure_is_changed_by_every_event_that_it_names() -> None:
    seen: dict[str, set[str]] = {}
    for path in EXAMPLES:
        event_type, changed = counted_by(path)
        seen.setdefault(event_type, set()).update(changed)
    missing = [
        f"{event_type} changes {name} in no golden record: count it in services/engagement/fold.py, or add a record to"
        f" contracts/examples/{figure.room}/, or take it out of `events` in contracts/figures.yaml"
        for name, figure in FIGURES.items()
        for event_type in figure.events
        if name not in seen[event_type]
    ]
    assert not missing, "\n".join(missing)


def test_the_fold_handles_what_the_register_names() -> None:
    handled = {CATALOGUE.type_of(cls) for cls in CHANGES}
    named = {event_type for figure in FIGURES.values() for event_type in figure.events}
    assert handled == named, "mend: the handler in services/engagement/fold.py, or `events` in contracts/figures.yaml"


def test_every_name_that_is_written_in_the_fold_is_registered() -> None:
    """Also those of a branch that no golden record takes."""
    strange = set(metrics_in(ast.parse(FOLD.read_text(encoding="utf-8")))) - FIGURES.keys()
    assert not strange, f"register {strange} in contracts/figures.yaml"


def metrics_in(tree: ast.AST) -> list[str]:
    """The names that are given to `Change`; one that is put together from parts is no name that can be looked up."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Change":
            metric = node.args[1]
            if isinstance(metric, ast.Constant):
                found.append(str(metric.value))
            assert not isinstance(metric, ast.JoinedStr | ast.BinOp), "write the figure's name whole"
        if isinstance(node, ast.AnnAssign) and "FigureName" in ast.dump(node.annotation):
            assert isinstance(node.value, ast.Dict | None)
            found += [ast.literal_eval(one) for one in (node.value.values if node.value else [])]
    return found


def test_every_figure_has_its_sql() -> None:
    missing = [
        f"{figure.name} has no rows: add them to `figure-rows` in {path.relative_to(REPOSITORY)}"
        for figure in FIGURES.values()
        for path in [REPOSITORY / "services" / figure.room / "figures.sql"]
        if f"'{figure.name}'" not in path.read_text(encoding="utf-8")
    ]
    assert not missing, "\n".join(missing)


def test_the_golden_figures_are_registered() -> None:
    golden = json.loads((REPOSITORY / "contracts/examples/engagement/figures-changed.v1.json").read_text())
    assert golden["data"]["figures"].keys() <= FIGURES.keys()


def planted(sound: str, bad: str) -> Register:
    assert sound in TEXT
    return read_figures(TEXT.replace(sound, bad))


@pytest.mark.parametrize(
    ("sound", "bad", "said"),
    [
        (
            "  relief.fund-opened.v1: a fund is a purse, its money is counted\n",
            "",
            "relief.fund-opened.v1 is counted by no figure: name it in contracts/figures.yaml, under `events`",
        ),
        ("relief.fund-opened.v1: ", "relief.claim-lapsed.v1: ", "relief.claim-lapsed.v1 is counted, and listed as"),
        ("relief.fund-opened.v1: ", "relief.fund-opend.v1: ", "which topics.yaml does not know"),
        ("trend: [registrations", "trend: [registration", "pages/trend names registration, which is no figure"),
        ("distinct: attended", "distinct: came", "names came, which is no figure"),
        ("counts: fen, rows: everyone,", "counts: things, rows: everyone,", "received_fen counts things"),
        ("counts: people, distinct: attended", "counts: people", "people_attended: names of figures"),
        ("events: [inspections.sample-taken.v1]", "events: []", "samples is changed by no event"),
        ("part: attended", "part: came", "rates/attendance_rate names came"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(sound: str, bad: str, said: str) -> None:
    lines = complaints(planted(sound, bad))
    assert any(said in line for line in lines), lines


@pytest.mark.parametrize(
    ("sound", "bad", "said"),
    [
        ("counts: things, zh: 抽样", "zh: 抽样", "missing required field `counts`"),
        ("counts: things, zh: 抽样", "counts: vibes, zh: 抽样", "Invalid enum value 'vibes'"),
        ("  visits:\n", "  samples:\n", "samples is there twice"),
        (", en: Samples,", ",", "missing required field `en`"),
    ],
)
def test_a_figure_without_a_kind_or_words_is_not_read(sound: str, bad: str, said: str) -> None:
    with pytest.raises((msgspec.ValidationError, ValueError), match=said):
        planted(sound, bad)


def test_a_name_from_parts_and_a_strange_one_are_found() -> None:
    def metrics(code: str) -> Any:
        return metrics_in(ast.parse(code))

    assert metrics("yield Change(cell, 'zebras', 1)") == ["zebras"]
    assert metrics("STEPS: dict[str, FigureName] = {'a': 'zebras'}") == ["zebras"]
    with pytest.raises(AssertionError):
        metrics("yield Change(cell, f'needs_{state}', 1)")


@given(st.integers(-5, 5), st.integers(-5, 5))
@example(2, -1)
def test_a_rate_of_what_is_counted_is_never_above_one(qualified: int, unqualified: int) -> None:
    rate = RATES["qualified_rate"].of({"qualified": qualified, "unqualified": unqualified})
    assert rate is None or 0 <= rate <= 1
    assert (rate is None) == (qualified + unqualified <= 0 or min(qualified, unqualified) < 0)
