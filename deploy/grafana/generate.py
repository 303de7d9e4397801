"""Writes the dashboards' JSON from panels.yml; `python -m deploy.grafana.generate --check` only compares."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

PANELS = Path(__file__).resolve().parent / "panels.yml"
FOLDER = Path(__file__).resolve().parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "prometheus"}
# Grafana's grid is 24 wide: four small panels in a row, or two wide ones.
WIDTH = 24
SIZES = {"stat": (6, 4), "timeseries": (12, 8)}


class Panel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One panel; `series` maps a legend to an expression."""

    title: str
    unit: str
    description: str
    series: dict[str, str]
    kind: Literal["timeseries", "stat"] = "timeseries"


class Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A label of which the reader picks a value, from those of a metric."""

    label: str
    of: str


class Dashboard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page."""

    uid: str
    title: str
    panels: list[Panel]
    choose: Chosen | None = None


def dashboards() -> list[Dashboard]:
    """What panels.yml describes. Raises msgspec.ValidationError, which names a missing or unknown field."""
    read = yaml.safe_load(PANELS.read_text(encoding="utf-8"))["dashboards"]
    return msgspec.convert(read, list[Dashboard])


def page(dashboard: Dashboard) -> str:
    """The dashboard as Grafana reads it."""
    return (
        json.dumps(
            {
                "uid": dashboard.uid,
                "title": dashboard.title,
                "tags": ["jiayuan"],
                "editable": False,
                "schemaVersion": 39,
                "refresh": "30s",
                "time": {"from": "now-6h", "to": "now"},
                "timezone": "Asia/Shanghai",
                "templating": {"list": [_chosen(dashboard.choose)] if dashboard.choose else []},
                "panels": _laid_out(dashboard.panels),
            },
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
    )


def _chosen(chosen: Chosen) -> dict[str, Any]:
    query = f"label_values({chosen.of}, {chosen.label})"
    return {
        "name": chosen.label,
        "label": "Room",
        "type": "query",
        "datasource": SOURCE,
        "query": {"query": query, "refId": "values"},
        "definition": query,
        "refresh": 2,
        "sort": 1,
    }


def _laid_out(panels: list[Panel]) -> list[dict[str, Any]]:
    x = y = row = 0
    placed = []
    for number, panel in enumerate(panels, start=1):
        width, height = SIZES[panel.kind]
        if x + width > WIDTH or (x and height != row):
            x, y = 0, y + row
        placed.append(_panel(number, panel) | {"gridPos": {"x": x, "y": y, "w": width, "h": height}})
        x, row = x + width, height
    return placed


def _panel(number: int, panel: Panel) -> dict[str, Any]:
    return {
        "id": number,
        "type": panel.kind,
        "title": panel.title,
        "description": panel.description,
        "datasource": SOURCE,
        "fieldConfig": {"defaults": {"unit": panel.unit}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + i), "datasource": SOURCE, "expr": expression, "legendFormat": legend}
            for i, (legend, expression) in enumerate(panel.series.items())
        ],
    }


def main(arguments: list[str] | None = None) -> int:
    """Write what is stale, or with --check exit 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m deploy.grafana.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is stale")
    check = parser.parse_args(arguments).check
    wanted = {FOLDER / f"{dashboard.uid}.json": page(dashboard) for dashboard in dashboards()}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    stale += sorted(set(FOLDER.glob("*.json")) - wanted.keys())
    for path in stale:
        sys.stdout.write(f"{'stale' if check else 'renewed'}: {path.name}\n")
        if not check and path in wanted:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        elif not check:
            path.unlink()
    if check and stale:
        sys.stdout.write("mend: make generate\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
