"""Every rule and feature code is explained in docs/rules.md, and every code of that page is used and enforced."""

from __future__ import annotations

import re
from pathlib import Path

from tests.unit.house.test_style import REPOSITORY, named, tracked

PAGE = REPOSITORY / "docs/rules.md"
KINDS = ("RULE", "ACT", "INS", "REL", "ORG", "BUS", "PROOF")
ROW = re.compile(rf"^\| ((?:{'|'.join(KINDS)})-\d+) \| ([^|]+) \|([^|]*)\| ([^|]+) \|$", re.MULTILINE)
CODE = re.compile(rf"\b({'|'.join(KINDS)})-(\d+)(?: to \1-(\d+))?\b")
IN_A_TEST_S_NAME = re.compile(rf"(?<=_)({'|'.join(KINDS).lower()})_(\d+)(?=_)")
# Applied migrations are never edited. They have the codes that the head of the page translates.
OLD = re.compile(r"(?<![\w/.%&#=-])(?:(I-)|([AILNPRO]))(\d{1,2})(?:-[A-Z](\d))?(?!\w|-\d)")
OLD_KIND = {"I-": "RULE", "A": "ACT", "I": "INS", "R": "REL", "L": "ORG", "P": "BUS", "O": "PROOF"}
OLD_CODE = {"N2": "ACT-23", "N12": "INS-19", "N15": "INS-20"}
TEXT = {".py", ".md", ".sql", ".ts", ".tsx", ".yaml", ".toml", ".css"}
GENERATED = ("dashboard/src/api/schema.d.ts",)


def is_migration(path: Path) -> bool:
    return path.parent.name == "migrations"


def used_in(text: str) -> set[str]:
    """The codes of a text; "RULE-1 to RULE-4" is four."""
    found = set()
    for kind, first, last in CODE.findall(text):
        found |= {f"{kind}-{n}" for n in {int(first), *range(int(first), int(last or first) + 1)}}
    names = " ".join(re.findall(r"def (test_\w+)", text))
    return found | {f"{kind.upper()}-{number}" for kind, number in IN_A_TEST_S_NAME.findall(names)}


def used_in_migration(text: str) -> set[str]:
    """The codes of an applied migration's comments, in the page's spelling."""
    found = set()
    for rule, letter, first, last in OLD.findall("\n".join(re.findall(r"--.*", text))):
        for n in range(int(first), int(last or first) + 1):
            old = f"{rule or letter}{n}"
            found.add(OLD_CODE.get(old) or f"{OLD_KIND[rule or letter]}-{n}")
    return found


def uses() -> dict[str, str]:
    """Each code that is used, and one file that has it."""
    found: dict[str, str] = {}
    for path in tracked():
        if path.suffix in TEXT and path != PAGE and named(path) not in GENERATED:
            text = path.read_text(encoding="utf-8")
            codes = used_in_migration(text) if is_migration(path) else used_in(text)
            found |= {code: named(path) for code in codes}
    return found


def explained() -> dict[str, tuple[str, list[str]]]:
    """Each code of the page with its sentence and the places that enforce it."""
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert len(rows) == len({code for code, *_ in rows}), "a code has two rows"
    return {code: (says.strip(), re.findall(r"`([^`]+)`", where)) for code, says, _, where in rows}


def exists(place: str) -> bool:
    """A path of the repository, or `room/aggregate/verb` for a module of a room."""
    return (REPOSITORY / place).exists() or (REPOSITORY / "services" / f"{place}.py").exists()


def test_every_code_that_is_used_is_explained() -> None:
    unknown = {code: where for code, where in uses().items() if code not in explained()}
    assert unknown == {}, "add a row to docs/rules.md"


def test_every_code_that_is_explained_is_used() -> None:
    assert explained().keys() - uses().keys() == set(), "remove the row from docs/rules.md, or cite the code"


def test_every_place_that_enforces_a_rule_exists() -> None:
    page = explained()
    assert {code: places for code, (_, places) in page.items() if not places} == {}
    missing = {code: place for code, (_, places) in page.items() for place in places if not exists(place)}
    assert missing == {}, "docs/rules.md names a file that moved"


def test_every_explanation_is_one_sentence_or_two() -> None:
    assert {code for code, (says, _) in explained().items() if not says.endswith(".") or says.count(". ") > 1} == set()


def test_the_old_spelling_is_left_in_migrations_alone() -> None:
    """In the old spelling only a hyphen separated a rule from a feature."""
    old = re.compile(r"(?<![\w/.%&#=\"'-])(?:I-\d{1,2}\b(?!-)|(?:\(|^\| |\"{3})[AILNPR]\d{1,2}[ ,:)])", re.MULTILINE)
    again = {
        named(path): old.findall(text)
        for path in tracked()
        if path.suffix in TEXT and path != PAGE and not is_migration(path) and named(path) not in GENERATED
        if old.search(text := path.read_text(encoding="utf-8"))
    }
    assert again == {}, "spell it as docs/rules.md does"
