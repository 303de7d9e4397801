"""The merged OpenAPI as generators of clients read it: unique public names, answers and doors as they are."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from cli.generate import document, documents
from gateway.routes import ANYONE, ROUTES

Operation = dict[str, Any]
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A name as every language can write it once a generator has taken the hyphen out.
COMPONENT = re.compile(r"([a-z]+-)?[A-Z][A-Za-z0-9]*")
OPERATION = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@pytest.fixture(scope="module")
def openapi() -> dict[str, Any]:
    """The document as it is written from the routes, without starting anything."""
    found: dict[str, Any] = json.loads(document(*documents()))
    return found


@pytest.fixture(scope="module")
def operations(openapi: dict[str, Any]) -> dict[tuple[str, str], Operation]:
    """Every operation by method and path."""
    return {
        (method.upper(), path): operation
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    }


def twice(names: Iterator[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_every_schema_has_a_public_name_of_its_own(openapi: dict[str, Any]) -> None:
    schemas = openapi["components"]["schemas"]
    assert [name for name in schemas if not COMPONENT.fullmatch(name)] == []
    assert [name for name, schema in schemas.items() if not re.fullmatch("[A-Z][A-Za-z0-9]*", schema["title"])] == []
    # Generators name a class after the title, or after the component's name without its hyphen.
    assert twice(schema["title"] for schema in schemas.values()) == []
    assert twice(name.replace("-", "").lower() for name in schemas) == []


def test_every_operation_has_a_public_name_of_its_own(operations: dict[tuple[str, str], Operation]) -> None:
    names = [operation["operationId"] for operation in operations.values()]
    assert [name for name in names if not OPERATION.fullmatch(name)] == []
    assert twice(iter(names)) == []


def test_no_list_of_values_has_the_name_of_another(
    openapi: dict[str, Any], operations: dict[tuple[str, str], Operation]
) -> None:
    """Generators name such a list after its operation and parameter, or after its schema and property."""

    def camel(name: str) -> str:
        return "".join(word[:1].upper() + word[1:] for word in re.split("[_-]", name))

    asked = [
        camel(operation["operationId"]) + camel(parameter["name"])
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if "enum" in parameter["schema"]
    ]
    reported = [
        schema["title"] + camel(name)
        for schema in openapi["components"]["schemas"].values()
        for name, field in schema.get("properties", {}).items()
        if "enum" in field
    ]
    assert len(asked) > 5
    assert len(reported) > 20
    assert set(asked) & set(reported) == set()


def test_a_sheet_is_documented_as_what_it_is(operations: dict[tuple[str, str], Operation]) -> None:
    sheets = {
        route: operation
        for route, operation in operations.items()
        if any(parameter["name"] == "format" for parameter in operation.get("parameters", ()))
    }
    assert {route for route in operations if route[1].endswith("/export")} == set(sheets)
    for route, operation in sheets.items():
        assert set(operation["responses"]["200"]["content"]) == {CSV, XLSX}, route


def test_what_needs_no_session_says_so(operations: dict[tuple[str, str], Operation]) -> None:
    open_to_all = {
        (route.method, route.path)
        for route in ROUTES
        if route.permission == ANYONE or route.permission.endswith(":public")
    }
    assert open_to_all
    assert {route for route, operation in operations.items() if operation.get("security") == []} == open_to_all
    assert all(operation.get("security") in (None, []) for operation in operations.values())
