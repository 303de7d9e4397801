"""Is every value that one schema allows also allowed by another? Decided for the keywords that contracts may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Schema = dict[str, Any]

ANNOTATIONS = {"$schema", "$id", "title", "description", "deprecated", "examples", "x-extensible-enum"}
# Each says what its pair of bounds does: a subset may not be laxer than the set around it.
LOWER = {"minimum", "minLength", "minItems", "minProperties"}
UPPER = {"maximum", "maxLength", "maxItems", "maxProperties"}
EXACT = {"pattern", "format"}
STRUCTURE = {"type", "enum", "const", "properties", "required", "items", "additionalProperties"}
KNOWN = ANNOTATIONS | LOWER | UPPER | EXACT | STRUCTURE
TYPES = ("object", "array", "string", "number", "integer", "boolean", "null")


class Unsupported(ValueError):
    """A schema uses a keyword that this check cannot judge: refused by name rather than waved through."""

    def __init__(self, path: str, keyword: str) -> None:
        super().__init__(f"{path}: keyword {keyword} is not supported")
        self.path = path
        self.keyword = keyword


class Breach(NamedTuple):
    """One reason why a schema is not within another: the JSON pointer into the schema, and the rule."""

    path: str
    rule: str


def closed(schema: Schema) -> Schema:
    """What a writer of this schema sends: its own fields and no others, at every depth."""
    out = dict(schema)
    if "properties" in schema:
        out["properties"] = {name: closed(child) for name, child in schema["properties"].items()}
        out.setdefault("additionalProperties", False)
    if isinstance(schema.get("items"), dict):
        out["items"] = closed(schema["items"])
    if isinstance(schema.get("additionalProperties"), dict):
        out["additionalProperties"] = closed(schema["additionalProperties"])
    return out


def keywords(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every schema within a schema with its JSON pointer; Unsupported for a keyword that is not in the subset."""
    for keyword in schema:
        if keyword not in KNOWN:
            raise Unsupported(path or "/", keyword)
    yield path, schema
    for name, child in schema.get("properties", {}).items():
        yield from keywords(child, f"{path}/properties/{name}")
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from keywords(schema[keyword], f"{path}/{keyword}")


def types_of(schema: Schema) -> set[str]:
    """The JSON types that a schema lets through."""
    declared = schema.get("type")
    if declared is None:
        return set(TYPES)
    return {declared} if isinstance(declared, str) else set(declared)


def breaches(inner: Schema, outer: Schema, path: str = "") -> Iterator[Breach]:
    """Why not every value of `inner` is a value of `outer`; nothing if all are. In doubt it answers no."""
    extra = types_of(inner) - types_of(outer)
    if "number" in types_of(outer):
        extra.discard("integer")
    if extra:
        yield Breach(path or "/", "type")
        return
    for rule in (_values, _bounds, _object, _array):
        yield from rule(inner, outer, path)


def _values(inner: Schema, outer: Schema, path: str) -> Iterator[Breach]:
    allowed = _listed(outer)
    if allowed is None:
        return
    sent = _listed(inner)
    # JSON tells 1 from true and Python does not: compare with the type beside the value.
    if sent is None or not {(type(v), v) for v in sent} <= {(type(v), v) for v in allowed}:
        yield Breach(path or "/", "enum")


def _listed(schema: Schema) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    values: list[Any] | None = schema.get("enum")
    return values


def _bounds(inner: Schema, outer: Schema, path: str) -> Iterator[Breach]:
    laxer: list[tuple[set[str], Callable[[Any, Any], bool]]] = [
        (LOWER, lambda mine, theirs: mine < theirs),
        (UPPER, lambda mine, theirs: mine > theirs),
        (EXACT, lambda mine, theirs: mine != theirs),
    ]
    for names, is_laxer in laxer:
        for name in sorted(names & outer.keys()):
            if name not in inner or is_laxer(inner[name], outer[name]):
                yield Breach(path or "/", name)


def _object(inner: Schema, outer: Schema, path: str) -> Iterator[Breach]:
    if "object" not in types_of(inner):
        return
    mine, theirs = inner.get("properties", {}), outer.get("properties", {})
    for name in outer.get("required", []):
        if name not in inner.get("required", []):
            yield Breach(f"{path}/properties/{name}", "required")
    rest = inner.get("additionalProperties", True)
    for name in [*mine, *(n for n in theirs if n not in mine)]:
        sent = mine.get(name, rest)
        wanted = theirs.get(name, outer.get("additionalProperties", True))
        yield from _child(sent, wanted, f"{path}/properties/{name}")
    yield from _child(rest, outer.get("additionalProperties", True), f"{path}/additionalProperties")


def _array(inner: Schema, outer: Schema, path: str) -> Iterator[Breach]:
    if "array" in types_of(inner):
        yield from _child(inner.get("items", True), outer.get("items", True), f"{path}/items")


def _child(inner: Schema | bool, outer: Schema | bool, path: str) -> Iterator[Breach]:
    """Subschemas, where true is anything and false is nothing."""
    if inner is False or outer is True:
        return
    if outer is False:
        yield Breach(path, "additionalProperties")
        return
    yield from breaches({} if inner is True else inner, outer if isinstance(outer, dict) else {}, path)
