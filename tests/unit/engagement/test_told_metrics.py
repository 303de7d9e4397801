"""Readers of the statistics are given every metric by name: in the published schema and in the room's README."""

from __future__ import annotations

import re
from pathlib import Path

from contracts.validation import schema_of
from services.engagement.fold import METRICS, PEOPLE

README = Path(__file__).resolve().parents[3] / "services" / "engagement" / "README.md"


def test_the_schema_lists_every_metric_in_order() -> None:
    text = schema_of("engagement.figures-changed.v1")["properties"]["figures"]["description"]
    listed = text.removeprefix("Figures by metric: ").partition(". ")[0]
    assert re.split(r", |; distinct people: ", listed) == [*METRICS, *PEOPLE]


def test_the_table_of_figures_has_every_metric_once() -> None:
    section = README.read_text(encoding="utf-8").partition("## Figures")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    listed = [name for row in rows for name in re.findall(r"`([a-z_]+)`", row.split("|")[1])]
    assert sorted(listed) == sorted([*METRICS, *PEOPLE])
