"""Writes the gateway's route table, the house's OpenAPI and what the dashboard takes; `--check` only compares."""

from __future__ import annotations

import argparse
import difflib
import inspect
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from contracts.record import FIRST_DAY
from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import REPOSITORY
from deploy.embedded.processes import ROOMS
from deploy.embedded.tell import Teller
from gateway import log, people, signin
from gateway.api import router as own_router
from gateway.app import create_app as create_gateway
from gateway.documents import merge
from gateway.roles import PASSER_BY, ROLES
from gateway.routes import OWN, TABLE, Route
from gateway.settings import GatewaySettings
from kernel.routes import declarations
from kernel.settings import RoomSettings

DASHBOARD = REPOSITORY / "dashboard"
DOCUMENT = DASHBOARD / "openapi.json"
TYPES = DASHBOARD / "src" / "api" / "schema.d.ts"
DAYS = DASHBOARD / "src" / "api" / "days.ts"
PERMISSIONS = DASHBOARD / "src" / "api" / "permissions.ts"
CODEGEN = DASHBOARD / "codegen"
# A file that is there is all that the settings ask before anything starts.
ANY_FILE = Path(__file__)
SHOWN_LINES = 40
# As dashboard/biome.json has it, with the end of the line.
FORMATTED_WIDTH = 111


def declared() -> list[Route]:
    """The table's rows, as the rooms' commands and queries and the gateway's own endpoints declare them."""
    rows = [
        Route(one.method, f"/api/{room}{one.path}", room, one.may, one.at, one.says, one.refuses)
        for room in ROOMS
        for _, one in declarations(import_module(f"services.{room}.api").router)
        if not one.inner
    ]
    for endpoint in (r for part in (own_router, signin.router, people.router, log.router) for r in part.routes):
        assert isinstance(endpoint, APIRoute)
        says, asks = inspect.getdoc(endpoint.endpoint) or "", getattr(endpoint.endpoint, "permission", None)
        assert asks, f"{endpoint.path}: say who may, with @may of gateway/routes.py"
        rows += [Route(method, endpoint.path, OWN, asks, "everywhere", says, ()) for method in endpoint.methods or ()]
    return sorted(rows, key=lambda row: (row.room == OWN, row.path, row.method))


def table(rows: Iterable[Route]) -> str:
    """The table as JSON, a row a line."""
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def documents() -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The gateway's document and each room's, from the routes as they are written, without starting anything."""
    # Built with every setting given and none of them used: only the lifespan opens what they name.
    process: dict[str, Any] = {"database_url": "", "kafka": "", "port": 0, "token_keys": ANY_FILE}
    rooms = {}
    for name in ROOMS:
        settings = RoomSettings(**process, person_key=ANY_FILE, sealing_key=ANY_FILE)
        app: FastAPI = import_module(f"services.{name}.app").create_app(settings)
        rooms[name] = app.openapi()
    gateway = create_gateway(GatewaySettings(**process, room_urls={}, token_signing_key=ANY_FILE))
    return gateway.openapi(), rooms


def document(own: dict[str, Any], rooms: dict[str, dict[str, Any]]) -> str:
    """The merged OpenAPI as sorted JSON."""
    return json.dumps(merge(own, rooms, declared()), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def types(of: str) -> str:
    """TypeScript for an OpenAPI document, by the generator that dashboard/codegen pins. Raises StartFailed."""
    runtime = node.find()
    with tempfile.TemporaryDirectory(prefix="jiayuan-generate-") as made:
        folder = Path(made)
        node.fetch(CODEGEN, folder / "npm.log", Teller(quiet=True))
        (folder / "openapi.json").write_text(of, encoding="utf-8")
        done = subprocess.run(
            [*runtime.npm, "run", "--silent", "generate", "--", f"{made}/openapi.json", "--output", f"{made}/out.ts"],
            cwd=CODEGEN,
            env={**os.environ, **node.environment(runtime)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if done.returncode != 0:
            raise StartFailed("codegen", (done.stderr or done.stdout).strip()[-500:])
        return (folder / "out.ts").read_text(encoding="utf-8")


def days() -> str:
    """TypeScript with the first day that a fact may have (contracts/record.py)."""
    return (
        "/** The first day that a fact may have; made from contracts/record.py by `make generate`. */\n\n"
        f'export const FIRST_DAY = "{FIRST_DAY}";\n'
    )


def _held(name: str, roles: Sequence[str]) -> str:
    """A permission's line, broken where the dashboard's formatter breaks it."""
    items = [json.dumps(role) for role in roles]
    line = f'  "{name}": [{", ".join(items)}],\n'
    return (
        line if len(line) <= FORMATTED_WIDTH else f'  "{name}": [\n' + "".join(f"    {i},\n" for i in items) + "  ],\n"
    )


def permissions() -> str:
    """TypeScript with every permission that a role has, and the roles that have it (gateway/roles.py)."""
    names = sorted(set().union(*ROLES.values()))
    holders = {name: [role for role, held in ROLES.items() if name in held and role != PASSER_BY] for name in names}
    return (
        "/** Every permission that a role has; made from gateway/roles.py by `make generate`. */\n\n"
        "export const PERMISSIONS = [\n" + "".join(f'  "{name}",\n' for name in names) + "] as const;\n\n"
        "export type Permission = (typeof PERMISSIONS)[number];\n\n"
        "/** Which roles may; a passer-by is none. */\n"
        "export const HELD_BY: Record<Permission, readonly string[]> = {\n"
        + "".join(_held(name, roles) for name, roles in holders.items())
        + "};\n"
    )


def settle_table(*, check: bool) -> bool:
    """Write the gateway's table if it differs, or only show the difference; true if it was stale."""
    return _settle(TABLE, table(declared()), check=check)


def _settle(path: Path, wanted: str, *, check: bool) -> bool:
    """Write a file if it differs, or only show the difference; true if it was stale."""
    present = path.read_text(encoding="utf-8") if path.exists() else ""
    if present == wanted:
        return False
    name = path.relative_to(REPOSITORY).as_posix()
    if check:
        lines = difflib.unified_diff(present.splitlines(), wanted.splitlines(), name, f"{name} (generated)", "", "", 1)
        sys.stdout.write("\n".join([*list(lines)[:SHOWN_LINES], "mend: make generate", ""]))
    else:
        path.write_text(wanted, encoding="utf-8")
        sys.stdout.write(f"wrote {name}\n")
    return True


def main(arguments: list[str] | None = None) -> int:
    """Write what is stale, or with --check exit 1 if anything is; without Node the types are left out, in CI never."""
    parser = argparse.ArgumentParser(prog="python -m cli.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is stale")
    check = parser.parse_args(arguments).check
    wanted = document(*documents())
    made = {DOCUMENT: wanted, DAYS: days(), PERMISSIONS: permissions()}
    stale = [settle_table(check=check), *(_settle(path, text, check=check) for path, text in made.items())]
    try:
        stale.append(_settle(TYPES, types(wanted), check=check))
    except StartFailed as error:
        sys.stdout.write(f"the dashboard's types are left out: {error}\n")
        if os.environ.get("JIAYUAN_CI") == "1":
            return 1
    return 1 if check and any(stale) else 0


if __name__ == "__main__":
    raise SystemExit(main())
