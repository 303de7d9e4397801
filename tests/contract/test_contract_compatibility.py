"""The compatibility gate: the kinds of change with their verdicts, the holes, and the command against git."""

import json
import subprocess
from typing import Any

import jsoncompat
import pytest

from contracts.compatibility import Finding, gate, lint, lint_change, main, verdict
from contracts.subset import Breach, Unsupported, breaches, closed, keywords


def schema(required: tuple[str, ...] = ("id", "count", "kind", "part"), **changes: Any) -> Any:
    """A small event of which each case changes one thing; a field set to None is left out."""
    part = {"type": "object", "properties": {"x": {"type": "string"}, "y": {"type": "string"}}, "required": ["x"]}
    fields: dict[str, Any] = {
        "id": {"type": "string"},
        "count": {"type": "integer", "minimum": 1},
        "kind": {"type": "string", "enum": ["a", "b"]},
        "part": part,
        "note": {"type": "string"},
    } | changes
    kept = {name: {"description": "d", **field} for name, field in fields.items() if field is not None}
    return {"type": "object", "properties": kept, "required": list(required)}


BASE = ("id", "count", "kind", "part")
PART = schema()["properties"]["part"]
CHANGES = {
    "add-optional-field": (schema(extra={"type": "integer"}), "full"),
    "remove-optional-field": (schema(note=None), "full"),
    "add-required-field": (schema(extra={"type": "integer"}, required=(*BASE, "extra")), "forward"),
    "optional-to-required": (schema(required=(*BASE, "note")), "forward"),
    "drop-enum-value": (schema(kind={"type": "string", "enum": ["a"]}), "forward"),
    "raise-minimum": (schema(count={"type": "integer", "minimum": 2}), "forward"),
    "nested-required": (schema(part={**PART, "required": ["x", "y"]}), "forward"),
    "required-to-optional": (schema(required=("id", "kind", "part")), "backward"),
    "integer-to-number": (schema(count={"type": "number", "minimum": 1}), "backward"),
    "add-enum-value": (schema(kind={"type": "string", "enum": ["a", "b", "c"]}), "backward"),
    "nullable": (schema(id={"type": ["string", "null"]}), "backward"),
    "integer-to-string": (schema(count={"type": "string"}), "none"),
    "lower-minimum": (schema(count={"type": "integer", "minimum": 0}), "backward"),
    "rename-required-field": (schema(id=None, key={"type": "string"}, required=("key", *BASE[1:])), "none"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_each_kind_of_change_has_its_verdict(kind: Any) -> None:
    changed, expected = CHANGES[kind]
    assert verdict(schema(), changed) == expected


@pytest.mark.parametrize("kind", CHANGES)
def test_an_independent_checker_agrees(kind: Any) -> None:
    changed, expected = CHANGES[kind]

    def within(inner: Any, outer: Any) -> Any:
        return jsoncompat.check_compat(json.dumps(closed(inner)), json.dumps(outer), "deserializer")

    assert within(schema(), changed) == (expected in ("full", "backward"))
    assert within(changed, schema()) == (expected in ("full", "forward"))


def test_no_change_is_full() -> None:
    assert verdict(schema(), schema()) == "full"


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ({"const": 1}, {"enum": [1, 2]}, set()),
        ({"const": True}, {"enum": [1]}, {"enum"}),
        ({"type": "string"}, {"type": "string", "maxLength": 5}, {"maxLength"}),
        ({"type": "string", "pattern": "a"}, {"type": "string", "pattern": "b"}, {"pattern"}),
        ({"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}, {"type"}),
        ({"type": "array"}, {"type": "array", "items": {"type": "integer"}}, {"type"}),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"type": "object"}, set()),
        (
            {"type": "object", "additionalProperties": {"type": "number"}},
            {"type": "object", "additionalProperties": {"type": "integer"}},
            {"type"},
        ),
        ({"type": "object"}, {"type": "object", "additionalProperties": False}, {"additionalProperties"}),
    ],
)
def test_subset_rules(inner: Any, outer: Any, expected: Any) -> None:
    assert {breach.rule for breach in breaches(inner, outer)} == expected


def test_closing_reaches_every_depth_and_leaves_maps_open() -> None:
    nested = {"type": "array", "items": schema()}
    assert closed(nested)["items"]["properties"]["part"]["additionalProperties"] is False
    figures = {"type": "object", "additionalProperties": {"type": "integer"}}
    assert closed(figures) == figures


@pytest.mark.parametrize("keyword", ["oneOf", "$ref", "unevaluatedProperties", "aditionalProperties", "if"])
def test_a_keyword_that_cannot_be_judged_is_refused_by_name(keyword: Any) -> None:
    bad = schema(extra={"type": "string", keyword: {}})
    with pytest.raises(Unsupported) as caught:
        list(keywords(bad))
    assert caught.value.keyword == keyword
    assert list(lint(bad)) == [Breach("/properties/extra", f"unsupported-keyword-{keyword}")]


HOLES = {
    "removed": (schema(note=None), Breach("/properties/note", "removed-without-deprecated")),
    "renamed": (schema(note=None, remark={"type": "string"}), Breach("/properties/note", "removed-without-deprecated")),
    "format-added": (schema(id={"type": "string", "format": "uuid"}), Breach("/properties/id", "format-changed")),
    "enum-grown": (
        schema(kind={"type": "string", "enum": ["a", "b", "c"]}),
        Breach("/properties/kind", "enum-changed-use-x-extensible-enum"),
    ),
}


@pytest.mark.parametrize("hole", HOLES)
def test_the_lint_closes_each_hole(hole: Any) -> None:
    changed, expected = HOLES[hole]
    assert list(lint_change(schema(), changed)) == [expected]


def test_the_lint_is_needed_because_subset_rules_let_a_removal_pass() -> None:
    assert verdict(schema(), HOLES["renamed"][0]) == "full"


def test_a_format_may_not_be_exchanged() -> None:
    old, new = (schema(id={"type": "string", "format": name}) for name in ("date", "date-time"))
    assert list(lint_change(old, new)) == [Breach("/properties/id", "format-changed")]


def test_a_field_may_go_once_it_was_deprecated() -> None:
    old = schema(note={"type": "string", "deprecated": True})
    assert list(lint_change(old, schema(note=None))) == []


def test_an_extensible_enum_grows_but_never_shrinks() -> None:
    small, large = (schema(kind={"type": "string", "x-extensible-enum": v}) for v in (["a"], ["a", "b"]))
    assert verdict(small, large) == "full"
    assert list(lint_change(small, large)) == []
    assert list(lint_change(large, small)) == [Breach("/properties/kind", "extensible-enum-lost-a-value")]


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        ({**schema(), "additionalProperties": False}, Breach("/", "additional-properties-false")),
        (
            schema(part={**PART, "properties": {}, "required": [], "additionalProperties": False}),
            Breach("/properties/part", "additional-properties-false"),
        ),
        (schema(note={"type": ["string", "null"]}), Breach("/properties/note", "optional-and-nullable")),
        (schema(required=(*BASE, "ghost")), Breach("/", "required-but-not-declared-ghost")),
    ],
)
def test_the_lint_of_one_schema(bad: Any, expected: Any) -> None:
    assert expected in list(lint(bad))


def test_a_field_without_a_description_is_found() -> None:
    bare = {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}
    assert list(lint(bare)) == [Breach("/properties/x", "no-description")]


def described() -> Any:
    """The small event with every field described, as a published schema must be."""
    part = {"type": "object", "properties": {"x": {"type": "string", "description": "d"}}, "required": ["x"]}
    return schema(part=part)


FILE = "contracts/schemas/relief/fund-opened.v{}.json"


def test_a_later_version_is_judged_against_every_earlier_one() -> None:
    first, second = described(), described()
    first["properties"]["extra"] = {"type": "string", "description": "d", "deprecated": True}
    third = described()
    third["properties"]["extra"] = {"type": "integer", "description": "d"}
    # v3 against v2 alone would pass: only v1 knows that `extra` was text.
    assert gate({}, {FILE.format(2): second, FILE.format(3): third}) == []
    found = gate({}, {FILE.format(n): s for n, s in ((1, first), (2, second), (3, third))})
    assert {(f.file, f.path, f.rule) for f in found} == {(FILE.format(3), "/properties/extra", "type")}


def test_a_removed_schema_is_found_unless_deprecated() -> None:
    name = FILE.format(1)
    assert [f.rule for f in gate({name: described()}, {})] == ["schema-removed-without-deprecated"]
    assert gate({name: {**described(), "deprecated": True}}, {}) == []


def test_an_unsupported_keyword_stops_the_gate_without_an_accident() -> None:
    bad = described()
    bad["oneOf"] = []
    found = gate({FILE.format(1): described()}, {FILE.format(1): bad})
    assert found == [Finding(FILE.format(1), "/", "unsupported-keyword-oneOf", "not allowed in a public schema")]


@pytest.fixture
def checkout(tmp_path: Any) -> Any:
    """A git checkout with one schema committed."""
    path = tmp_path / FILE.format(1)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(described()))
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        who = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path, path


def test_the_command_passes_an_unchanged_tree(checkout: Any, capsys: Any) -> None:
    root, _ = checkout
    assert main(["--against", "HEAD", "--root", str(root)]) == 0
    assert "1 schemas against 1 of HEAD: 0 findings" in capsys.readouterr().out


def test_the_command_names_file_path_and_rule_of_a_breaking_change(checkout: Any, capsys: Any) -> None:
    root, path = checkout
    changed = described()
    changed["properties"]["count"] = {"type": "string", "description": "d"}
    path.write_text(json.dumps(changed))
    assert main(["--against", "HEAD", "--root", str(root)]) == 1
    assert f"{FILE.format(1)}: /properties/count: type: readers of the new" in capsys.readouterr().out


@pytest.mark.parametrize("ref", ["no-such-branch", "--output=planted"])
def test_the_command_refuses_a_revision_that_git_does_not_know(checkout: Any, capsys: Any, ref: Any) -> None:
    root, _ = checkout
    assert main([f"--against={ref}", "--root", str(root)]) == 2
    assert f"git cannot read {ref}" in capsys.readouterr().out
    assert not (root / "planted").exists()
