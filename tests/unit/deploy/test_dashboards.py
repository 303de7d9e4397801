"""Every dashboard reads metrics that exist, and every panel says what it shows and in which unit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.grafana.generate import dashboards
from tests.kit.promql import OWN, exposed, metrics_in

REPOSITORY = Path(__file__).resolve().parents[3]
GRAFANA = REPOSITORY / "deploy" / "grafana"
FILES = sorted((GRAFANA / "dashboards").glob("*.json"))
RECORDED = {
    rule["record"]
    for path in (REPOSITORY / "deploy" / "prometheus" / "rules").glob("*.yml")
    for group in yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
    if "record" in rule
}


def pages() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in FILES]


def test_dashboards_and_panels_are_distinguished() -> None:
    found = pages()
    assert len({page["uid"] for page in found}) == len(found) == len(dashboards())
    assert len({page["title"] for page in found}) == len(found)
    for page in found:
        assert len({panel["id"] for panel in page["panels"]}) == len(page["panels"]) > 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_panel_has_a_title_a_unit_a_description_and_metrics_that_exist(path: Path) -> None:
    source = yaml.safe_load((GRAFANA / "provisioning/datasources/prometheus.yml").read_text(encoding="utf-8"))
    uid = source["datasources"][0]["uid"]
    for panel in json.loads(path.read_text(encoding="utf-8"))["panels"]:
        assert panel["title"]
        assert panel["description"]
        assert panel["fieldConfig"]["defaults"]["unit"]
        assert panel["datasource"]["uid"] == uid
        assert panel["targets"]
        for target in panel["targets"]:
            read = metrics_in(target["expr"])
            assert read, target["expr"]
            assert read <= exposed() | RECORDED | OWN, target["expr"]


def test_panels_do_not_lie_on_one_another() -> None:
    for page in pages():
        taken: set[tuple[int, int]] = set()
        for panel in page["panels"]:
            at = panel["gridPos"]
            assert at["x"] + at["w"] <= 24
            cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
            assert not cells & taken
            taken |= cells


def test_every_metric_of_ours_is_on_some_dashboard_or_in_some_rule() -> None:
    """A figure that no panel shows costs a series for nothing."""
    shown = {
        name for page in pages() for panel in page["panels"] for t in panel["targets"] for name in metrics_in(t["expr"])
    }
    rules = {
        name
        for path in (REPOSITORY / "deploy" / "prometheus" / "rules").glob("*.yml")
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
        for rule in group["rules"]
        for name in metrics_in(rule["expr"])
    }  # fmt: skip
    families = {name.removesuffix(end) for name in shown | rules for end in ("_bucket", "_count", "_sum", "_total", "")}
    ours = {name.removesuffix(end) for name in exposed() for end in ("_bucket", "_count", "_sum") if name.endswith(end)}
    ours |= {name for name in exposed() if not name.endswith(("_bucket", "_count", "_sum"))}
    assert {name for name in ours if name not in families} == set()
