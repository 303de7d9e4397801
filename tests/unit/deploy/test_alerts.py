"""Every alert reads metrics that exist, leads to a page that helps, and was seen to fire and to stay silent."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.embedded.processes import PROCESSES
from tests.kit.promql import OWN, exposed, metrics_in
from tests.kit.tools import check

REPOSITORY = Path(__file__).resolve().parents[3]
PROMETHEUS = REPOSITORY / "deploy" / "prometheus"
RUNBOOKS = REPOSITORY / "docs" / "runbooks"
SECTIONS = ["What it means", "What users feel", "First look", "What to do", "How to know it is over"]


def read(folder: str) -> list[dict[str, Any]]:
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((PROMETHEUS / folder).glob("*.yml"))]
    assert found
    return found


RULES = [rule for file in read("rules") for group in file["groups"] for rule in group["rules"]]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
CASES = [case for file in read("tests") for test in file["tests"] for case in test["alert_rule_test"]]


def kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def test_names_are_given_once() -> None:
    assert len(ALERTS) == sum("alert" in rule for rule in RULES) > 20


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_says_how_bad_it_is_and_leads_to_a_page(name: str) -> None:
    alert = ALERTS[name]
    assert alert["labels"]["severity"] in {"page", "ticket"}
    assert alert["annotations"]["summary"]
    assert alert["annotations"]["runbook_url"] == f"docs/runbooks/{kebab(name)}.md"
    page = (REPOSITORY / alert["annotations"]["runbook_url"]).read_text(encoding="utf-8")
    assert page.startswith(f"# {name}\n")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == SECTIONS
    for part in re.split(r"^## .+$", page, flags=re.MULTILINE)[1:]:
        assert part.strip()
    for other in re.findall(r"\b([a-z-]+\.md)\b", page.replace("docs/operations.md", "")):
        assert (RUNBOOKS / other).is_file(), other


def test_no_page_is_left_over() -> None:
    assert {path.stem for path in RUNBOOKS.glob("*.md")} == {kebab(name) for name in ALERTS}


def test_the_operators_book_has_every_alert_with_its_severity_and_page() -> None:
    book = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")
    reported = re.findall(r"^\| \[(\w+)\]\(runbooks/([a-z-]+)\.md\) \| (\w+) \|", book, re.MULTILINE)
    assert sorted(reported) == sorted(
        (name, kebab(name), alert["labels"]["severity"]) for name, alert in ALERTS.items()
    )


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_has_a_case_that_fires_and_one_that_stays_silent(name: str) -> None:
    outcomes = {bool(case["exp_alerts"]) for case in CASES if case["alertname"] == name}
    assert outcomes == {True, False}


def test_every_metric_of_the_rules_exists() -> None:
    recorded = {rule["record"] for rule in RULES if "record" in rule}
    used = {name for rule in RULES for name in metrics_in(rule["expr"])}
    assert used - recorded - exposed() - OWN == set()
    assert recorded <= used


def test_a_metric_that_does_not_exist_is_found() -> None:
    said = 'sum by (job) (rate(outbox_oldest_seconds{job="x", kind=~"a|b"}[5m])) > 2 and on (job) relay_leader == 1'
    assert metrics_in(said) == {"outbox_oldest_seconds", "relay_leader"}
    assert metrics_in(said) - exposed() == {"outbox_oldest_seconds"}
    assert metrics_in('1 - a_bucket{le="0.25"} / b offset 1h unless up') == {"a_bucket", "b", "up"}


def test_prometheus_scrapes_every_process_by_its_name() -> None:
    scraped = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    jobs = {job["job_name"]: job for job in scraped if job["job_name"] != "prometheus"}
    assert jobs.keys() == {process.name for process in PROCESSES} | {"watch"}
    for name, job in jobs.items():
        assert job["dns_sd_configs"][0]["names"] == [name]
    assert set(re.findall(r'absent\(up\{job="([^"]+)"', ALERTS["ProcessMissing"]["expr"])) == jobs.keys()


def test_prometheus_reads_its_files() -> None:
    check("promtool", "check", "config", "prometheus.yml", cwd=PROMETHEUS)
    check("promtool", "check", "rules", *map(str, sorted(PROMETHEUS.glob("rules/*.yml"))))


def test_every_case_comes_out_as_written() -> None:
    reported = check("promtool", "test", "rules", *map(str, sorted(PROMETHEUS.glob("tests/*.yml"))))
    assert reported.count("SUCCESS") == len(list(PROMETHEUS.glob("tests/*.yml")))


def test_a_rule_that_never_fires_is_found(tmp_path: Path) -> None:
    """The test of the test: with its condition out of reach, the case that fires fails."""
    shutil.copytree(PROMETHEUS, tmp_path / "prometheus")
    rules = tmp_path / "prometheus" / "rules" / "processes.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("up == 0", "up == 7"), encoding="utf-8")
    with pytest.raises(AssertionError, match="TargetDown fires"):
        check("promtool", "test", "rules", str(tmp_path / "prometheus" / "tests" / "processes.yml"))


def test_alertmanager_reads_its_file_and_holds_no_secret() -> None:
    path = REPOSITORY / "deploy" / "alertmanager" / "alertmanager.yml"
    check("amtool", "check-config", str(path))
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?:password|api_key|credentials|token|url_secret):\s*\S", text)
    assert "credentials_file" in text
