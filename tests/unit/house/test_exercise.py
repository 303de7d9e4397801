"""The exercise "transfer a registration": done as CONTRIBUTING.md has it every check holds; what is forgotten is named.

Played on a copy of the tree, with what an engineer writes by hand (transfer.yaml, beside this file). The checks are
called one by one, as `make check` runs them; types and the page's build are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from tests.kit.machine import missing
from tests.unit.house.test_style import REPOSITORY, named, tracked

HAND: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("transfer.yaml").read_text(encoding="utf-8"))
VERB = "services/activities/sessions/transfer.py"
SQL = "services/activities/sessions/sessions.sql"
SAID = "dashboard/src/rooms/activities/said.ts"
PAGE = "dashboard/src/rooms/activities/transfer"
EVENT = "activities.registration-transferred.v1"
# All that the register says of the event.
COUNTED = f""", {EVENT}]}}
  transfers:
    {{room: activities, counts: things, zh: 转让名额, en: Transfers,
     what: seats given to another person, day: giving away,
     events: [{EVENT}]}}
"""
# Checks of `make check`, as calls of the tests' own functions and the generators.
IN = "from tests.unit"
REGISTER = f"{IN}.engagement.test_figures import test_the_register_is_whole as t; t()"
FOLDED = f"{IN}.engagement.test_figures import test_the_fold_handles_what_the_register_names as t; t()"
ROWS = f"{IN}.engagement.test_figures import test_every_figure_has_its_sql as t; t()"
NAMES = f"{IN}.house.test_figure_names import test_a_figures_name_is_written_by_hand_at_home_only as t; t()"
WORDS = f"{IN}.house.test_refusals import test_every_refusal_has_words as t; t()"
EVENTS = f"{IN}.house.test_refusals import test_every_event_has_words as t; t()"
QUERIES = f"{IN}.house.test_queries import test_every_statement_that_is_asked_for_exists as t; t('services.activities')"
DECLARED = "test_a_route_declares_the_codes_that_it_may_be_refused_with"
CODES = f"{IN}.house.test_declared import {DECLARED} as t; t('activities')"

ROUTES = "import sys; from cli.generate import settle_table; sys.exit(settle_table(check=True))"
CLASSES = "import sys; from contracts.generate import main; sys.argv = ['x', '--check']; sys.exit(main())"
DECIDED = f"{IN}.house.test_authorised import test_every_permission_has_a_row_and_every_row_a_permission as t; t()"
PROBED = f"{IN}.house.test_authorised import test_what_is_scoped_is_probed as t; t()"
MADE = "import sys; from cli.generate import settle_table; settle_table(check=False)"
ALL = (REGISTER, FOLDED, ROWS, NAMES, WORDS, EVENTS, QUERIES, CODES, DECIDED, PROBED, CLASSES, ROUTES)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is left out of a file, the check that turns red, and what it says; `made` is what is generated then."""

    what: str
    file: str
    sound: str
    left: str
    check: str
    says: str
    made: str = ""


FORGOTTEN = (
    Forgotten(
        "an event that is not counted",
        "contracts/figures.yaml",
        COUNTED,
        "]}\n",
        REGISTER,
        f"{EVENT} is counted by no figure: name it in contracts/figures.yaml",
    ),
    Forgotten(
        "a figure without words",
        "contracts/figures.yaml",
        ", en: Transfers,",
        ",",
        CLASSES,
        "contracts/figures.yaml: transfers: Object missing required field `en`",
    ),
    Forgotten(
        "a figure that the fold does not change",
        "services/engagement/fold.py",
        "    activities.RegistrationTransferred: _transferred,\n",
        "",
        FOLDED,
        "mend: the handler in services/engagement/fold.py",
    ),
    Forgotten(
        "a figure without its rows",
        "services/activities/figures.sql",
        "'transfers'",
        "'cancellations'",
        ROWS,
        "transfers has no rows: add them to `figure-rows` in services/activities/figures.sql",
    ),
    Forgotten(
        "a code without words",
        SAID,
        '    "registration-already-transferred": [',
        '    "registration-transferred-already": [',
        WORDS,
        "say it in Chinese and English, in dashboard/src/rooms/<room>/said.ts: {'registration-already-transferred'",
    ),
    Forgotten(
        "an event without words",
        SAID,
        f'    "{EVENT}": {{',
        '    "activities.registration-given.v1": {',
        EVENTS,
        f"name it and say it, in dashboard/src/rooms/<room>/said.ts: {{'{EVENT}'",
    ),
    Forgotten(
        "a code that the route does not declare",
        VERB,
        '        "registration-already-transferred",\n',
        "",
        CODES,
        "'add to refuses=': ['registration-already-transferred']",
    ),
    Forgotten(
        "a statement that is not there",
        SQL,
        "-- name: transfer-registration\n",
        "",
        QUERIES,
        "mend: write the statement into the room's .sql file",
    ),
    Forgotten(
        "a route that was not generated",
        VERB,
        '"POST /registrations/{registration_id}/transfer"',
        '"POST /registrations/{registration_id}/give-away"',
        ROUTES,
        "mend: make generate",
    ),
    Forgotten(
        "a permission without a row",
        VERB,
        'may="activities:manage"',
        'may="activities:transfer"',
        DECIDED,
        "decide who may, a row a permission in tests/e2e/authorisation.yaml: {'activities:transfer'",
        MADE,
    ),
    Forgotten(
        "a route at a venue without a probe",
        VERB,
        'may="activities:manage",\n',
        'may="activities:manage",\n    at="venue",\n',
        PROBED,
        "add what a sound request sends to `BODIES` of tests/kit/authorised.py",
        MADE,
    ),
)


def run(tree: Path, code: str) -> subprocess.CompletedProcess[str]:
    """A check in a process of its own, which imports the copy."""
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def done(tree: Path, code: str) -> None:
    """What must hold."""
    ended = run(tree, code)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def edit(text: str, how: dict[str, Any]) -> str:
    """A file with what an engineer adds to it."""
    if "instead_of" in how:
        assert text.count(how["instead_of"]) == 1, how["instead_of"]
        return text.replace(how["instead_of"], how["add"])
    lines = text.splitlines(keepends=True)
    (number,) = [n for n, line in enumerate(lines) if line.startswith(how["at"])]
    lines.insert(number if how.get("before") else number + 1, how["add"])
    return "".join(lines)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree with the new command in it: scaffolded, filled in, generated."""
    copy = tmp_path_factory.mktemp("exercise")
    for path in tracked():
        place = copy / named(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    (copy / "dashboard" / "node_modules").symlink_to(REPOSITORY / "dashboard" / "node_modules")
    for git in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *git], cwd=copy, check=True)
    arguments = ["x", "command", "activities/sessions/transfer"]
    done(copy, f"import sys, tools.new; sys.argv = {arguments}; sys.exit(tools.new.main())")
    for name, text in HAND["files"].items():
        place = copy / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for name, edits in HAND["edits"].items():
        text = (copy / name).read_text(encoding="utf-8")
        for how in edits:
            text = edit(text, how)
        (copy / name).write_text(text, encoding="utf-8")
    done(copy, "import sys; from contracts.generate import main; sys.argv = ['x']; sys.exit(main())")
    done(copy, MADE)
    return copy


@contextmanager
def without(tree: Path, file: str, sound: str, left: str) -> Iterator[None]:
    """In this block the file lacks something."""
    table = tree / "gateway" / "routes.json"
    kept = {path: path.read_bytes() for path in (tree / file, table)}
    text = kept[tree / file].decode()
    assert text.count(sound) == 1, (file, sound)
    (tree / file).write_text(text.replace(sound, left), encoding="utf-8")
    try:
        yield
    finally:
        for path, before in kept.items():
            path.write_bytes(before)


def test_it_takes_fifteen_files() -> None:
    assert len(HAND["files"]) + len(HAND["edits"]) <= 15


def test_when_nothing_is_forgotten_every_check_holds(tree: Path) -> None:
    done(tree, "\n".join(ALL[:-2]))
    done(tree, CLASSES)
    done(tree, ROUTES)
    python = [str(tree / name) for name in (*HAND["files"], *HAND["edits"]) if name.endswith(".py")]
    for how in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *how, *python]
        ended = subprocess.run(command, cwd=tree, capture_output=True, check=False)
        assert ended.returncode == 0, ended.stdout.decode()


@pytest.mark.parametrize("one", FORGOTTEN, ids=lambda one: one.what)
def test_what_is_forgotten_is_named(tree: Path, one: Forgotten) -> None:
    with without(tree, one.file, one.sound, one.left):
        if one.made:
            done(tree, one.made)
        ended = run(tree, one.check)
    assert ended.returncode != 0
    assert one.says in ended.stdout + ended.stderr


def test_a_page_without_its_permission_is_named(tree: Path) -> None:
    try:
        runtime = node.find()
    except StartFailed as error:
        missing(error.why)
    command = [*runtime.npm, "exec", "--", "vitest", "run", "tests/rooms.test.ts"]
    environment = os.environ | node.environment(runtime) | {"NO_COLOR": "1"}

    def said() -> tuple[int, str]:
        ended = subprocess.run(
            command, cwd=tree / "dashboard", env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        return ended.returncode, ended.stdout + ended.stderr

    status, text = said()
    assert status == 0, text
    with without(tree, f"{PAGE}/place.ts", '  permission: "activities:manage",\n', ""):
        status, text = said()
    assert status != 0
    assert "src/rooms/activities/transfer/place.ts has no permission: say which one" in text
