"""One merged OpenAPI of the house, browsable offline at /api."""

import json
import time
from collections.abc import Iterable
from typing import Any

from gateway.forward import Rooms, RoomUnavailable
from gateway.roles import PUBLIC
from gateway.routes import ANYONE, OWN, ROUTES, Route

REMEMBERED_SECONDS = 60.0
FASTAPI_ERRORS = ("HTTPValidationError", "ValidationError")
OPEN_TO_ALL = PUBLIC | {ANYONE}
PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457. `code` names the rule that refused; a refused value is never repeated.",
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "room": {"type": "string", "description": "The room that is away, where one is."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code"],
                "properties": {"field": {"type": "string"}, "code": {"type": "string"}},
            },
        },
    },
}
PROBLEM_ANSWER: dict[str, Any] = {
    "description": "Refused, or not answered now: a problem with its code",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
ABOUT = """Every command needs an `Idempotency-Key`: the same key and request again gives the stored reply with
`Idempotency-Replayed: true`. Pages that signed in by cookie send `X-CSRF-Token` with unsafe requests; programs send
`Authorization: Bearer jy_…`. A list ends where fewer rows than `limit` come; `after` is the last row's name or id.
`x-refusals` lists the codes of a route's own rules. Any route may also refuse with codes that are about the request or
the moment, as `invalid-request`, `permission-missing`, `idempotency-key-reused`, `rate-limited` or `room-unavailable`.
"""
# Folded by room, so that a reader sees the rooms first; Swagger UI draws only what is in view of a list this long.
PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>家园 API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api-docs/swagger-ui.css" nonce="{nonce}"></head>
<body><div id="docs"></div>
<script src="/api-docs/swagger-ui-bundle.js" nonce="{nonce}"></script>
<script nonce="{nonce}">SwaggerUIBundle({{url: "/api/openapi.json", dom_id: "#docs", docExpansion: "none"}})</script>
</body></html>
"""


def merge(own: dict[str, Any], rooms: dict[str, dict[str, Any]], routes: Iterable[Route] = ROUTES) -> dict[str, Any]:
    """The gateway's document with the rooms' under /api/<room>; schemas and operations get their room's name.

    Only what the route table lets through is shown, and each operation says what permission it takes.
    """
    permissions = {(r.method.lower(), r.path): r.permission for r in routes}
    schemas = {name: {**schema, "title": name} for name, schema in own.get("components", {}).get("schemas", {}).items()}
    paths: dict[str, Any] = dict(own.get("paths", {}))
    for room, document in rooms.items():
        renamed = json.loads(json.dumps(document).replace('"#/components/schemas/', f'"#/components/schemas/{room}-'))
        for name, schema in renamed.get("components", {}).get("schemas", {}).items():
            # Generators of clients name a class after the title: two rooms' must differ there as well.
            schemas[f"{room}-{name}"] = {**schema, "title": room.capitalize() + name}
        for path, operations in renamed.get("paths", {}).items():
            paths[f"/api/{room}{path}"] = {
                method: {**operation, "operationId": f"{room}_{operation['operationId']}", "tags": [room]}
                for method, operation in operations.items()
            }
    _keep_to_3_1(own)
    schemas = {name: schema for name, schema in schemas.items() if not name.endswith(FASTAPI_ERRORS)}
    schemas["Problem"] = PROBLEM_SCHEMA
    for path, operations in list(paths.items()):
        known = {m: o for m, o in operations.items() if (m, path) in permissions}
        for method, operation in known.items():
            operation["x-permission"] = permissions[method, path]
            operation.setdefault("tags", [OWN])
            if permissions[method, path] in OPEN_TO_ALL:
                operation["security"] = []
            # Every refusal is a problem, and FastAPI's own 422 body is never sent (kernel/problems.py).
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = _refusal(operation.get("x-refusals", []))
        if known:
            paths[path] = known
        else:
            del paths[path]
    return {
        "openapi": own["openapi"],
        "info": {"title": "Jiayuan 家园", "version": own["info"]["version"], "description": ABOUT},
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "jiayuan_session"},
                "key": {"type": "http", "scheme": "bearer"},
            },
        },
        "security": [{"session": []}, {"key": []}],
    }


def _refusal(codes: list[str]) -> dict[str, Any]:
    """The answer of every refusal, with the codes of the route's own rules where it has some."""
    if not codes:
        return PROBLEM_ANSWER
    named = ", ".join(f"`{code}`" for code in codes)
    return {**PROBLEM_ANSWER, "description": f"{PROBLEM_ANSWER['description']}. This route's own: {named}"}


def _keep_to_3_1(document: dict[str, Any]) -> None:
    """FastAPI describes an SSE answer by 3.2's `itemSchema`, which makes the 3.1 document it stands in invalid."""
    for operations in document.get("paths", {}).values():
        for operation in operations.values():
            for response in operation["responses"].values():
                for media in response.get("content", {}).values():
                    if media.pop("itemSchema", None) is not None:
                        media["schema"] = {"type": "string"}


class Documents:
    """Asks the rooms for their documents and remembers each room's last one while it is away."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    async def merged(self, own: dict[str, Any]) -> dict[str, Any]:
        """The merged document."""
        found = {}
        for name in sorted({route.room for route in ROUTES} - {OWN}):
            document = await self._of(name)
            if document is not None:
                found[name] = document
        return merge(own, found)

    async def _of(self, name: str) -> dict[str, Any] | None:
        kept = self._kept.get(name)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        try:
            answer = await self._rooms.ask(name, "GET", "/openapi.json", b"", {})
        except RoomUnavailable:
            return kept[1] if kept else None
        if answer.status != 200:
            return kept[1] if kept else None
        document: dict[str, Any] = json.loads(answer.body)
        self._kept[name] = (time.monotonic() + REMEMBERED_SECONDS, document)
        return document
