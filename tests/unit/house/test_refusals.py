"""Every code that a caller may be told has words in the dashboard: a refusal nobody can read is a dead end."""

from __future__ import annotations

import ast
import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
ERRORS = {"Refused", "NotFound", "Conflict", "Forbidden", "Unauthenticated", "TooManyAttempts", "Unavailable"}
WORDED = ("dashboard/src/api/problems.ts", "dashboard/src/api/inspectionCodes.ts")
CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")
# Answers between a room's own clock and its commands, and last guards behind a rule that answers first.
NEVER_TOLD = {
    "agreement-still-runs",
    "case-still-runs",
    "claim-still-runs",
    "disbursement-still-runs",
    "approver-approves-once",
    "reserve-already-resolved",
}


def refused() -> dict[str, str]:
    """Each code that is raised by name or is a constraint's name, and a file that has it."""
    found: dict[str, str] = {}
    for folder in ("services", "gateway", "kernel"):
        for path in (REPOSITORY / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                    told = [
                        c.value for argument in node.args[:1] for c in ast.walk(argument) if isinstance(c, ast.Constant)
                    ]
                    found |= {c: str(path) for c in told if isinstance(c, str) and CODE.match(c)}
    for path in REPOSITORY.glob("services/*/migrations/*.sql"):
        for names in re.findall(r'(?:constraint|index) "([a-z0-9-]+)"', path.read_text(encoding="utf-8")):
            found[names] = str(path)
    return {code: where for code, where in found.items() if not code.endswith("-is-final")}


def test_every_refusal_has_words() -> None:
    text = "".join((REPOSITORY / file).read_text(encoding="utf-8") for file in WORDED)
    worded = set(re.findall(r'^  "([a-z0-9-]+)",$', text, re.MULTILINE))
    assert len(worded) > 200
    told = refused()
    assert {code: where for code, where in told.items() if code not in worded | NEVER_TOLD} == {}
    assert told.keys() >= NEVER_TOLD, "an exception that nothing needs"
