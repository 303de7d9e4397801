"""The documents say what is: OpenAPI the route table, the table the rooms, AsyncAPI the broker's topics."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiokafka.admin import AIOKafkaAdminClient
from fastapi.routing import APIRoute
from openapi_spec_validator import validate
from playwright.async_api import Browser, expect

from contracts.catalogue import CATALOGUE
from deploy.embedded.processes import ROOMS
from deploy.embedded.stack import Stack
from gateway.routes import ROUTES
from kernel.kafka import access
from kernel.web import declared_permission
from tests.e2e.pages import opened
from tests.kit.door import Door

ASYNCAPI = Path(__file__).resolve().parents[2] / "contracts" / "asyncapi.yaml"


@pytest.fixture(scope="module")
async def document(door: Door) -> dict[str, Any]:
    """The merged OpenAPI, as anyone gets it."""
    answer = await door.anonymous.get("/api/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def test_the_merged_document_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")


async def test_the_merged_document_covers_exactly_the_route_table(document: dict[str, Any]) -> None:
    reported = {
        (method.upper(), path): operation["x-permission"]
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }
    # The page that shows the document is not one of its operations.
    table = {(r.method, r.path): r.permission for r in ROUTES if r.path not in ("/api", "/api/openapi.json")}
    assert {k: v for k, v in reported.items() if k[1] not in ("/api", "/api/openapi.json")} == table
    identifiers = [o["operationId"] for operations in document["paths"].values() for o in operations.values()]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("room", ROOMS)
def test_the_table_gives_each_route_the_permission_its_room_declares(room: str) -> None:
    routes = [r for r in import_module(f"services.{room}.api").router.routes if isinstance(r, APIRoute)]
    # What is in no document is asked by the gateway itself.
    asked = [r for r in routes if r.include_in_schema]
    declared = {(method, f"/api/{room}{r.path}"): declared_permission(r) for r in asked for method in r.methods or ()}
    assert declared == {(r.method, r.path): r.permission for r in ROUTES if r.room == room}


async def test_the_documentation_page_renders_from_this_host_alone(browser: Browser, stack: Stack) -> None:
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await page.goto("/api")
        heads = page.locator(".opblock-tag")
        rooms = Counter(route.room for route in ROUTES)
        await expect(heads).to_have_count(len(rooms), timeout=30_000)
        # One room at a time: of more open operations than about 145, Swagger UI draws only those in view.
        for room, operations in rooms.items():
            head = page.locator(f"#operations-tag-{room}")
            await head.click()
            await expect(page.locator(".opblock")).to_have_count(operations)
            await head.click()
            await expect(page.locator(".opblock")).to_have_count(0)
        assert not watched.complaints
        assert not watched.strangers


async def test_the_broker_has_the_topics_that_asyncapi_tells(stack: Stack) -> None:
    reported = yaml.safe_load(ASYNCAPI.read_text(encoding="utf-8"))["channels"]
    admin = AIOKafkaAdminClient(bootstrap_servers=stack.bootstrap, **access(stack.bootstrap).options())
    await admin.start()
    try:
        found = {t["topic"]: len(t["partitions"]) for t in await admin.describe_topics()}
    finally:
        await admin.close()
    assert {channel["address"] for channel in reported.values()} == set(CATALOGUE.topics)
    # Beside them only what Kafka and Faust keep for themselves.
    ours = {name: partitions for name, partitions in found.items() if "__" not in name}
    assert ours == {name: topic.partitions for name, topic in CATALOGUE.topics.items()}
