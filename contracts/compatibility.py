"""The gate for changed schemas: every version must be readable by the others' readers, and leave no hole.

A writer is closed (it sends its own fields and no others) and a reader is open (it skips what it does not know):
BACKWARD is closed(old) within open(new), FORWARD is closed(new) within open(old). Public topics need both, against
every earlier version. `python -m contracts.compatibility --against <git-ref>` exits 1 and names file, path and rule.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from contracts.subset import Breach, Schema, Unsupported, breaches, closed, keywords, types_of

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = "contracts/schemas"
VERSIONED = re.compile(r"(?P<stem>.+)\.v(?P<version>[1-9][0-9]*)\.json")


class Verdict(StrEnum):
    """Which readers understand which writers after a change."""

    FULL = "full"
    BACKWARD = "backward"
    FORWARD = "forward"
    NONE = "none"


class Finding(NamedTuple):
    """One thing that must not be merged: the file, the JSON pointer into the schema, the rule, and what it means."""

    file: str
    path: str
    rule: str
    meaning: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path}: {self.rule}: {self.meaning}"


def verdict(old: Schema, new: Schema) -> Verdict:
    """What a change from one schema to another does to readers and writers."""
    backward = not any(breaches(closed(old), new))
    forward = not any(breaches(closed(new), old))
    if backward and forward:
        return Verdict.FULL
    if backward:
        return Verdict.BACKWARD
    return Verdict.FORWARD if forward else Verdict.NONE


def lint(schema: Schema) -> Iterator[Breach]:
    """What no public schema may contain, whatever was before it."""
    try:
        parts = list(keywords(schema))
    except Unsupported as error:
        yield Breach(error.path, f"unsupported-keyword-{error.keyword}")
        return
    for path, part in parts:
        if part.get("additionalProperties") is False:
            yield Breach(path or "/", "additional-properties-false")
        for name, child in part.get("properties", {}).items():
            place = f"{path}/properties/{name}"
            # Our classes say None for absent; with null as a second way of saying nothing, decoding would lose one.
            if name not in part.get("required", []) and "null" in types_of(child):
                yield Breach(place, "optional-and-nullable")
            if "description" not in child:
                yield Breach(place, "no-description")
        for name in part.get("required", []):
            if name not in part.get("properties", {}):
                yield Breach(path or "/", f"required-but-not-declared-{name}")


def lint_change(old: Schema, new: Schema) -> Iterator[Breach]:
    """The holes that subset rules leave or only half see: removals, formats, lists of values."""
    before, after = dict(keywords(old)), dict(keywords(new))
    for path, part in before.items():
        now = after.get(path)
        if now is None:
            # Only the outermost part that went is named; a rename is a removal too.
            if path.rpartition("/properties/")[0] in after and not part.get("deprecated"):
                yield Breach(path, "removed-without-deprecated")
            continue
        if part.get("format") != now.get("format"):
            yield Breach(path or "/", "format-changed")
        if "enum" in part and set(map(repr, part["enum"])) != set(map(repr, now.get("enum", []))):
            yield Breach(path or "/", "enum-changed-use-x-extensible-enum")
        if not set(part.get("x-extensible-enum", [])) <= set(now.get("x-extensible-enum", [])):
            yield Breach(path or "/", "extensible-enum-lost-a-value")


def judge(file: str, old: Schema, new: Schema) -> Iterator[Finding]:
    """Everything that stands against a change of one public schema."""
    for path, rule in breaches(closed(old), new):
        yield Finding(file, path, rule, "readers of the new version refuse what the old one wrote")
    for path, rule in breaches(closed(new), old):
        yield Finding(file, path, rule, "readers of the old version refuse what the new one writes")
    for path, rule in lint_change(old, new):
        yield Finding(file, path, rule, "a change that readers cannot see coming")


def gate(old: dict[str, Schema], new: dict[str, Schema]) -> list[Finding]:
    """Judge all schemas of a tree (by path) against those of an earlier one, and later versions against earlier."""
    findings = [
        Finding(file, path, rule, "not allowed in a public schema")
        for file, schema in sorted(new.items())
        for path, rule in lint(schema)
    ]
    # What the subset cannot judge is already named; judging it again would only raise Unsupported.
    refused = {finding.file for finding in findings if finding.rule.startswith("unsupported-keyword")}
    for file, schema in sorted(old.items()):
        if file not in new and not schema.get("deprecated"):
            findings.append(Finding(file, "/", "schema-removed-without-deprecated", "readers still expect it"))
    for file, schema in sorted(new.items()):
        if file not in refused:
            for earlier in _earlier(file, old, new):
                findings.extend(judge(file, earlier, schema))
    return list(dict.fromkeys(findings))


def _earlier(file: str, old: dict[str, Schema], new: dict[str, Schema]) -> Iterator[Schema]:
    """The schema's own earlier text, and every version of the same event with a lower number."""
    if file in old and old[file] != new.get(file):
        yield old[file]
    match = VERSIONED.fullmatch(file)
    if match is None:
        return
    for number in range(1, int(match["version"])):
        sibling = f"{match['stem']}.v{number}.json"
        found = new.get(sibling, old.get(sibling))
        if found is not None:
            yield found


def schemas_in_tree(root: Path = ROOT) -> dict[str, Schema]:
    """Schemas of the working tree by path relative to its root."""
    return {
        path.relative_to(root).as_posix(): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((root / SCHEMAS).rglob("*.json"))
    }


def schemas_at(ref: str, root: Path = ROOT) -> dict[str, Schema]:
    """Schemas of a git revision by path; CalledProcessError for a revision that git does not know."""
    # --end-of-options is not enough for ls-tree's <tree>: resolve first, so that a ref can never be read as an option.
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").strip()
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", SCHEMAS)
    names = [name for name in listed.split("\0") if name.endswith(".json")]
    return {name: json.loads(_git(root, "show", f"{commit}:{name}")) for name in names}


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def main(arguments: list[str] | None = None) -> int:
    """Print what stands against the tree's schemas; 1 if anything does, 2 if the revision cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m contracts.compatibility", description=__doc__)
    parser.add_argument("--against", required=True, metavar="GIT-REF", help="revision to compare with")
    parser.add_argument("--root", type=Path, default=ROOT, help="root of the checkout")
    options = parser.parse_args(arguments)
    try:
        old = schemas_at(options.against, options.root)
    except subprocess.CalledProcessError as error:
        print(f"git cannot read {options.against}: {error.stderr.strip()}")
        return 2
    new = schemas_in_tree(options.root)
    findings = gate(old, new)
    for finding in findings:
        print(finding)
    print(f"{len(new)} schemas against {len(old)} of {options.against}: {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
