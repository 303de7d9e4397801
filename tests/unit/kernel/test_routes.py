"""A declaration becomes a route: its parameters, its place among others, its names in the document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx2 import ASGITransport, AsyncClient

from kernel.commands import Transaction
from kernel.db import Connection
from kernel.export import Format, Sheet
from kernel.persons import Fingerprints
from kernel.routes import Now, command, declarations, public_names, query, route, router_of
from kernel.web import Input, Output, PageLimit, create_app, declared_permission


class Order(Input):
    """What is asked."""

    amount: int


class Reply(Output):
    """What is answered."""

    amount: int


@command(
    "POST /things/{thing_id}/orders", may="room:order", at="own", says="Order.", refuses=("sold-out", "closed-today")
)
async def order(
    _: Transaction, thing_id: UUID, body: Order, __: Fingerprints, *, told_by: str = "another command"
) -> Reply:
    raise NotImplementedError(thing_id, body, told_by)


@query("GET /things/{thing_id}", may="room:read", says="One thing.")
async def one_thing(_: Connection, thing_id: UUID, __: Now, limit: PageLimit = 100) -> Reply:
    raise NotImplementedError(thing_id, limit)


@query("GET /things/export", may="room:read", says="Things as a sheet.")
async def export_things(_: Connection, kind: Format) -> Sheet:
    raise NotImplementedError(kind)


@command("POST /erasures", may="room:erase", says="What only the gateway asks.", inner=True)
async def erase(_: Transaction) -> Reply:
    raise NotImplementedError


@route(
    "GET /ping",
    may="room:read",
    says="""Ping.

    And more.
    """,
)
async def ping(word: str) -> Reply:
    raise NotImplementedError(word)


@pytest.fixture
def router() -> Any:
    return router_of(order, one_thing, export_things, erase, ping)


@pytest.fixture
def document(router: Any) -> dict[str, Any]:
    app = FastAPI(generate_unique_id_function=lambda one: one.name)
    app.include_router(router)
    found: dict[str, Any] = app.openapi()
    return found


def test_a_commands_parameters_are_its_path_its_body_and_its_key(document: dict[str, Any]) -> None:
    operation = document["paths"]["/things/{thing_id}/orders"]["post"]
    assert {(p["in"], p["name"]) for p in operation["parameters"]} == {
        ("path", "thing_id"),
        ("header", "idempotency-key"),
    }
    assert operation["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Order"}
    assert "201" in operation["responses"]
    assert operation["operationId"] == "order"
    assert operation["description"] == "Order."
    assert operation["x-refusals"] == ["closed-today", "sold-out"]


def test_a_querys_parameters_are_its_path_and_what_is_asked_for(document: dict[str, Any]) -> None:
    operation = document["paths"]["/things/{thing_id}"]["get"]
    assert {(p["in"], p["name"]) for p in operation["parameters"]} == {("path", "thing_id"), ("query", "limit")}
    assert "requestBody" not in operation
    assert set(document["paths"]["/things/export"]["get"]["responses"]["200"]["content"]) > {"text/csv"}


def test_an_endpoints_parameters_are_fastapis(document: dict[str, Any]) -> None:
    operation = document["paths"]["/ping"]["get"]
    assert [p["name"] for p in operation["parameters"]] == ["word"]
    assert operation["description"] == "Ping.\n\nAnd more."


def test_what_only_the_gateway_asks_is_in_no_document(document: dict[str, Any], router: Any) -> None:
    assert "/erasures" not in document["paths"]
    assert "/erasures" in {one.path for _, one in declarations(router)}


def test_what_is_written_out_comes_before_what_stands_for_anything(router: Any) -> None:
    paths = [r.path for r in router.routes]
    assert paths.index("/things/export") < paths.index("/things/{thing_id}")


def test_a_route_takes_the_permission_that_it_declares(router: Any) -> None:
    found = {r.path: declared_permission(r) for r in router.routes if isinstance(r, APIRoute)}
    assert found == {one.path: one.may for _, one in declarations(router)}


async def test_without_a_token_nothing_is_run(router: Any) -> None:
    app = create_app("room", lifespan=None, ready=None)  # type: ignore[arg-type]  # neither is asked for here
    app.include_router(router)
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://room") as http:
        answer = await http.get("/things/export", params={"format": "csv"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-missing")


def _of(module: str, field: str) -> tuple[type, type]:
    """A body and a reply as a command's module has them, under the names that other modules use too."""
    names: dict[str, Any] = {"__name__": module}
    lines = (
        "from kernel.web import Input, Output",
        f"class Order(Input): {field}: int",
        f"class Reply(Output): {field}: int",
    )
    exec("\n".join(lines), names)
    return names["Order"], names["Reply"]


def test_classes_of_one_name_are_distinguished_by_aggregate_and_verb() -> None:
    app = FastAPI()
    for name in ("open", "close"):
        body, reply = _of(f"services.relief.funds.{name}", name)

        async def endpoint(body: Any) -> Any:
            return body

        endpoint.__annotations__ = {"body": body, "return": reply}
        app.post(f"/{name}", name=name)(endpoint)
    written = app.openapi()
    assert "services__relief__funds__open__Order" in written["components"]["schemas"]
    document = public_names(written)
    ours = {"FundsCloseOrder", "FundsCloseReply", "FundsOpenOrder", "FundsOpenReply"}
    assert set(document["components"]["schemas"]) == ours | {"HTTPValidationError", "ValidationError"}
    asked = document["paths"]["/open"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert asked == {"$ref": "#/components/schemas/FundsOpenOrder"}
