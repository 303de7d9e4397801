"""What a process imports: counted by module and never by time, so that the answer is the same on every machine.

`jiayuan --help` took two seconds while it imported every command to list it.
"""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest
import typer

from cli import main
from deploy.embedded.processes import PROCESSES, WATCH
from tests.unit.house.test_style import REPOSITORY

GROUPS = {
    (): main.VERBS,
    ("demo",): main.DEMO,
    ("partner",): main.PARTNER,
    ("account",): main.ACCOUNT,
    ("events",): main.EVENTS,
    ("topics",): main.TOPICS,
    ("import",): main.IMPORT,
}
OURS = {"contracts", "kernel", "services", "gateway", "deploy"}
# Pydantic is not here: Typer itself parses with it where there are words to parse.
HEAVY = {
    "faust",
    "aiokafka",
    "confluent_kafka",
    "asyncpg",
    "fastapi",
    "aiohttp",
    "opentelemetry",
    "psutil",
    "yaml",
}
# What an export of spans and a sheet alone need.
WHEN_USED = {"xlsxwriter", "requests", "google.protobuf"}
# What libraries take along where they find it, and none of our processes uses (kernel/imports.py).
NEVER = {"rich", "pygments", "pydantic.v1"}
# Of the processes, what each has no use for. A module that is not named here may be imported.
NEEDLESS = {
    "gateway.app": {"faust", *WHEN_USED, *NEVER},
    "services.activities.app": {"faust", "aiohttp", *WHEN_USED, *NEVER},
    "services.inspections.app": {"faust", "aiohttp", *WHEN_USED, *NEVER},
    "services.relief.app": {"faust", "aiohttp", *WHEN_USED, *NEVER},
    "services.engagement.app": {"faust", "aiohttp", *WHEN_USED, *NEVER},
    "services.engagement.stream": {"fastapi", "joserfc", *WHEN_USED, *NEVER},
    "cli.watch": {"faust", *WHEN_USED},
    "cli.verify.command": {"faust", "fastapi", "uvicorn", *WHEN_USED},
}
LISTING = """
import sys
from cli.main import app
try:
    app({words!r})
finally:
    print(*sys.modules, file=sys.stderr)
"""


def imported(code: str) -> set[str]:
    """The modules that a new process has after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("group", [(), ("account",)], ids=["jiayuan", "jiayuan account"])
def test_listing_commands_imports_none_of_them(group: tuple[str, ...]) -> None:
    modules = imported(LISTING.format(words=[*group, "--help"]))
    assert modules & HEAVY == set()
    assert {module for module in modules if module.partition(".")[0] in OURS} == set()
    # 320 are Python's own and Typer's, 70 are Pydantic's.
    assert len(modules) < 450


def test_a_listed_command_says_what_its_own_help_says() -> None:
    for module in (module for verbs in GROUPS.values() for module in verbs.values()):
        command = typer.main.get_command(__import__(module, fromlist=["app"]).app)
        assert main.sentence(module) == inspect.cleandoc(command.help or ""), module


def test_every_process_is_looked_at() -> None:
    assert {process.module for process in (*PROCESSES, WATCH)} <= NEEDLESS.keys()


@pytest.mark.parametrize("module", NEEDLESS)
def test_a_process_imports_nothing_that_it_never_uses(module: str) -> None:
    modules = imported(f"import sys, {module}; print(*sys.modules, file=sys.stderr)")
    assert modules & NEEDLESS[module] == set()
