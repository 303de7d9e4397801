"""Writes the house's OpenAPI and what the dashboard takes from it and from the contracts; `--check` only compares."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from contracts.record import FIRST_DAY
from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import REPOSITORY
from deploy.embedded.processes import ROOMS
from deploy.embedded.tell import Teller
from gateway.app import create_app as create_gateway
from gateway.documents import merge
from gateway.routes import ROUTES
from gateway.settings import GatewaySettings
from kernel.settings import RoomSettings

DASHBOARD = REPOSITORY / "dashboard"
DOCUMENT = DASHBOARD / "openapi.json"
TYPES = DASHBOARD / "src" / "api" / "schema.d.ts"
DAYS = DASHBOARD / "src" / "api" / "days.ts"
CODEGEN = DASHBOARD / "codegen"
# A file that is there is all that the settings ask before anything starts.
ANY_FILE = Path(__file__)
SHOWN_LINES = 40


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
    return json.dumps(merge(own, rooms), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def without_a_row(rooms: dict[str, dict[str, Any]]) -> list[str]:
    """The rooms' routes that the gateway's table does not name, each with what to do: no caller reaches them."""
    known = {(route.method, route.path) for route in ROUTES}
    return [
        f"{name}: {method.upper()} {path} has no row in gateway/routes.py, so it does not exist for callers; "
        f'add ("{method.upper()}", "{path}", "…") under "{name}" there, and the route to tests/e2e/authorisation.yaml'
        for name, document in rooms.items()
        for path, operations in document["paths"].items()
        for method in operations
        if (method.upper(), f"/api/{name}{path}") not in known
    ]


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
    own, rooms = documents()
    if missing := without_a_row(rooms):
        sys.stdout.write("\n".join([*missing, ""]))
        return 1
    wanted = document(own, rooms)
    stale = [_settle(DOCUMENT, wanted, check=check), _settle(DAYS, days(), check=check)]
    try:
        stale.append(_settle(TYPES, types(wanted), check=check))
    except StartFailed as error:
        sys.stdout.write(f"the dashboard's types are left out: {error}\n")
        if os.environ.get("JIAYUAN_CI") == "1":
            return 1
    return 1 if check and any(stale) else 0


if __name__ == "__main__":
    raise SystemExit(main())
