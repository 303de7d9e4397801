"""The route table: what may be asked, where, and what it takes. What is not in it is not served (deny by default).

`make generate` writes it to routes.json from what commands, queries and the gateway's own endpoints declare. The
gateway reads that file and knows nothing else of a room.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

ANYONE = "anyone"
SIGNED_IN = "signed-in"
OWN = "gateway"
TABLE = Path(__file__).with_name("routes.json")
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Route:
    """`path` is what the caller asks for, a room's begin with /api/<room>; `at` is whose things it is about."""

    method: str
    path: str
    room: str
    permission: str
    at: str
    says: str
    refuses: tuple[str, ...]


def may(permission: str) -> Callable[[Endpoint], Endpoint]:
    """Declare what a caller must hold for an endpoint of the gateway's own; the chain asks for it."""

    def declare(endpoint: Endpoint) -> Endpoint:
        endpoint.permission = permission  # type: ignore[attr-defined]  # read when the table is written
        return endpoint

    return declare


def read(table: Path = TABLE) -> tuple[Route, ...]:
    """The rows of the table."""
    rows = json.loads(table.read_text(encoding="utf-8"))
    return tuple(Route(**{**row, "refuses": tuple(row["refuses"])}) for row in rows)


ROUTES = read()


class MethodNotAllowed(Exception):
    """The path exists, the method does not; `allowed` are those that do."""

    def __init__(self, allowed: list[str]) -> None:
        super().__init__("method-not-allowed")
        self.allowed = allowed


class RouteTable:
    """Finds the route of a request by method and path."""

    def __init__(self, routes: tuple[Route, ...] = ROUTES) -> None:
        self._fixed: dict[str, dict[str, Route]] = {}
        self._patterns: list[tuple[re.Pattern[str], dict[str, Route]]] = []
        by_path: dict[str, dict[str, Route]] = {}
        for route in routes:
            by_path.setdefault(route.path, {})[route.method] = route
        for path, methods in by_path.items():
            if "{" in path:
                # An id is letters, digits and hyphens: nothing that could climb out of the path.
                pattern = re.compile(re.sub(r"\{[a-z_]+\}", "[A-Za-z0-9_-]{1,64}", path))
                self._patterns.append((pattern, methods))
            else:
                self._fixed[path] = methods

    def find(self, method: str, path: str) -> Route | None:
        """The route, or None when there is no such path. Raises MethodNotAllowed."""
        methods = self._fixed.get(path)
        if methods is None:
            methods = next((m for pattern, m in self._patterns if pattern.fullmatch(path)), None)
        if methods is None:
            return None
        route = methods.get(method)
        if route is None:
            raise MethodNotAllowed(sorted(methods))
        return route
