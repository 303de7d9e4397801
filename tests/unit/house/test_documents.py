"""What a new engineer reads first is true: named paths exist, every page is listed, hooks are what is checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.run import CHECKS
from tests.unit.house.test_style import REPOSITORY, named, tracked

CONTRIBUTING = REPOSITORY / "CONTRIBUTING.md"
INDEX = REPOSITORY / "docs/README.md"
# A path in backticks: it has a slash or is a file of the root; a command has a space.
PATH = re.compile(r"`((?:[\w.<>-]+/)[\w./<>*-]*|[A-Z]+\.md|\.pre-commit-config\.yaml)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
# Each answers a question of its own with a list; a step that a test demands names the test.
LISTS = ("Add a command", "Add an event", "Add a figure", "Add a page")


def exists(path: str) -> bool:
    """Whether a path is there; `<room>` is any room, and a file with another placeholder is its folder."""
    first, *rest = re.split(r"<(?!room>)", path, maxsplit=1)
    pattern = first.rpartition("/")[0] if rest else first.rstrip("/")
    return any(REPOSITORY.glob(pattern.replace("<room>", "*")))


def section(headline: str) -> str:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    assert f"\n## {headline}\n" in text
    return text.partition(f"\n## {headline}\n")[2].partition("\n## ")[0]


def test_every_path_that_is_named_exists() -> None:
    paths = PATH.findall(CONTRIBUTING.read_text(encoding="utf-8"))
    assert len(paths) > 40
    assert [path for path in paths if not exists(path)] == []


def test_a_path_that_is_gone_is_seen() -> None:
    assert exists("services/<room>/<aggregate>/rules.py")
    assert exists("contracts/schemas/<room>/<noun>-<verb-past>.v1.json")
    assert not exists("services/<room>/nothing.py")
    assert not exists("contracts/nothing/<noun>.json")


@pytest.mark.parametrize("headline", LISTS)
def test_each_list_is_numbered_and_names_files(headline: str) -> None:
    steps = [int(number) for number in re.findall(r"^(\d+)\. ", section(headline), re.MULTILINE)]
    assert steps == list(range(1, max(steps) + 1))
    assert PATH.search(section(headline))


def test_every_test_of_the_house_is_named() -> None:
    """A new demand on every file or command belongs into one of the lists."""
    text = CONTRIBUTING.read_text(encoding="utf-8")
    tests = {named(path) for path in tracked() if path.match("tests/unit/house/test_*.py")}
    assert {test for test in tests if f"`{test}`" not in text} == set()


def test_every_page_is_in_the_index() -> None:
    listed = {(INDEX.parent / link).resolve() for link in LINK.findall(INDEX.read_text(encoding="utf-8"))}
    pages = {path for path in tracked() if path.suffix == ".md" and path.is_relative_to(INDEX.parent)}
    assert sorted(named(page) for page in pages - listed - {INDEX}) == [], "add a line to docs/README.md"
    assert [str(page) for page in listed if not page.exists()] == []


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/rules.md"])
def test_every_link_of_the_first_pages_leads_somewhere(page: str) -> None:
    path = REPOSITORY / page
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_decision_has_its_day() -> None:
    records = sorted((REPOSITORY / "docs/adr").glob("*.md"))
    first = {path.name: path.read_text(encoding="utf-8").split("\n")[2] for path in records}
    assert {name: line for name, line in first.items() if not re.fullmatch(r"Decided on \d{4}-\d\d-\d\d\.", line)} == {}


def test_hooks_are_checks_of_this_repository() -> None:
    text = (REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "://" not in text
    repositories = yaml.safe_load(text)["repos"]
    assert {each["repo"] for each in repositories} == {"local"}
    checks = {" ".join([Path(check.command[0]).name, *check.command[1:]]) for check in CHECKS} | {"make check"}
    for hook in (hook for each in repositories for hook in each["hooks"]):
        assert hook["entry"].removeprefix(".venv/bin/") in checks, hook["id"]
