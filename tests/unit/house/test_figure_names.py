"""A figure's name stands in the register, the fold and its room's SQL; everything else is made from the register."""

from __future__ import annotations

import re
from pathlib import Path

from contracts.figure_texts import render_figures
from contracts.figures import FIGURES
from tests.unit.house.test_style import REPOSITORY, named, tracked

# Words that name something else too: a verdict, a field of an event, of a fund or of an answer, an address.
OTHERS = {
    "registrations", "expected", "attended", "visits", "nominations", "samples", "qualified", "unqualified",
    "handed_out", "pledged_fen", "received_fen", "reserved_fen", "disbursed_fen",
}  # fmt: skip
OWN = FIGURES.keys() - OTHERS
AT_HOME = re.compile(
    r"contracts/figures\.yaml|services/engagement/fold\.py|services/[a-z]+/figures\.sql"
    # Made from what is written elsewhere; said once and for good; evidence.
    r"|contracts/asyncapi\.yaml|dashboard/openapi\.json|dashboard/src/api/schema\.d\.ts|contracts/events/.*"
    r"|CHANGELOG\.md|docs/adr/.*|services/[a-z]+/migrations/.*|contracts/examples/.*|(dashboard/)?tests/.*"
)
TEXTS = {".py", ".ts", ".tsx", ".sql", ".md", ".yaml", ".yml", ".json"}
QUOTED = re.compile(rf"""["'`]({"|".join(FIGURES)})["'`]""")
WORD = re.compile(rf"""\b({"|".join(sorted(OWN))})\b""")
MEND = "take it from contracts/figures.py (dashboard: src/api/figures.ts), or have contracts/figure_texts.py write it"


def abroad() -> list[Path]:
    """Every text that has no business with a figure's name."""
    made = set(render_figures())
    return [p for p in tracked() if p.suffix in TEXTS and p not in made and not AT_HOME.fullmatch(named(p))]


def test_a_figures_name_is_written_by_hand_at_home_only() -> None:
    found = {
        named(path): words
        for path in abroad()
        if (words := set(WORD.findall(path.read_text(encoding="utf-8"))))
    }  # fmt: skip
    assert not found, f"{MEND}: {found}"


def test_no_list_of_figures_is_written_by_hand() -> None:
    """Three names in quotes are a list, whatever else some of them are called."""
    found = {
        named(path): words
        for path in abroad()
        if len(words := set(QUOTED.findall(path.read_text(encoding="utf-8")))) > 2
    }  # fmt: skip
    assert not found, f"{MEND}: {found}"


def test_a_list_written_by_hand_is_found() -> None:
    assert set(QUOTED.findall("""SHOWN = ["visits", 'samples', `expected`]""")) == {"visits", "samples", "expected"}
    assert WORD.findall("people_attended: 3, claims_lapsed_x") == ["people_attended"]
    assert not AT_HOME.fullmatch("services/engagement/storage.py")
    assert (REPOSITORY / "contracts" / "figure_names.py") in render_figures()
