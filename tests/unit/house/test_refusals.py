"""Every code and every event type has words in the dashboard: a refusal that cannot be read is a dead end."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from contracts.catalogue import CATALOGUE

REPOSITORY = Path(__file__).resolve().parents[3]
ERRORS = {"Refused", "NotFound", "Conflict", "Forbidden", "Unauthenticated", "TooManyAttempts", "Unavailable"}
WORDED = ("dashboard/src/api/problems.ts", "dashboard/src/api/inspectionCodes.ts")
SENTENCES = "dashboard/src/i18n/sentence.ts"
# A room's own words, both languages side by side; that neither is missing is held by dashboard/tests/rooms.test.ts.
SAID = re.compile(r'^    "([a-z0-9.-]+)": [\[{]', re.MULTILINE)
# It is drawn as figures, and is no sentence.
WITHOUT_SENTENCE = {"engagement.figures-changed.v1"}
CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")
# Answers between a room's own clock and its commands, and last guards behind a rule that answers first.
NEVER_ANSWERED = {
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
                    reported = [
                        c.value for argument in node.args[:1] for c in ast.walk(argument) if isinstance(c, ast.Constant)
                    ]
                    found |= {c: str(path) for c in reported if isinstance(c, str) and CODE.match(c)}
    for path in REPOSITORY.glob("services/*/migrations/*.sql"):
        for names in re.findall(r'(?:constraint|index) "([a-z0-9-]+)"', path.read_text(encoding="utf-8")):
            found[names] = str(path)
    return {code: where for code, where in found.items() if not code.endswith("-is-final")}


def worded(*files: str) -> set[str]:
    """What the dashboard has words for: a list that these files write out, and what the rooms say."""
    text = "".join((REPOSITORY / file).read_text(encoding="utf-8") for file in files)
    rooms = sorted(REPOSITORY.glob("dashboard/src/rooms/*/said.ts"))
    return set(re.findall(r'^  "([a-z0-9.-]+)",$', text, re.MULTILINE)).union(
        *(SAID.findall(path.read_text(encoding="utf-8")) for path in rooms)
    )


def test_every_refusal_has_words() -> None:
    reported, known = refused(), worded(*WORDED)
    assert len(known) > 200
    wordless = {code: where for code, where in reported.items() if code not in known | NEVER_ANSWERED}
    assert not wordless, f"say it in Chinese and English, in dashboard/src/rooms/<room>/said.ts: {wordless}"
    assert reported.keys() >= NEVER_ANSWERED, "an exception that nothing needs"


def test_every_event_has_words() -> None:
    wordless = CATALOGUE.event_types.keys() - worded(SENTENCES) - WITHOUT_SENTENCE
    assert not wordless, f"name it and say it, in dashboard/src/rooms/<room>/said.ts: {wordless}"
