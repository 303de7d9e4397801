"""Clients that two well-known generators make of our OpenAPI: complete, compiled, and used against the product."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
import subprocess
import venv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from cli.generate import CODEGEN
from deploy.embedded import jars, java, node
from deploy.embedded.places import cache_home
from deploy.embedded.tell import Teller
from tests.kit.door import District, Door, registered, until

HERE = Path(__file__).with_name("clients")
LOCK = HERE / "openapi-python-client.lock"
JAR = HERE / "openapi-generator.sha256"
COMPILED = {
    "compilerOptions": {
        "target": "ES2022",
        "module": "CommonJS",
        "moduleResolution": "Node10",
        "lib": ["ES2022", "DOM", "DOM.Iterable"],
        "types": [],
        "strict": True,
        "outDir": "out",
    },
}
Command = list[str]


def ran(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a program printed, both streams. Raises AssertionError with it where the program failed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


def tools() -> Path:
    """The environment of openapi-python-client, which needs an older typer than ours: kept by its lock's sum."""
    place = cache_home() / f"openapi-python-client-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    place.mkdir(parents=True, exist_ok=True)
    with (place / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / ".complete").exists():
            venv.create(place, with_pip=True, clear=False)
            ran(place / "bin" / "pip", "install", "--quiet", "--require-hashes", "-r", LOCK, cwd=place)
            (place / ".complete").touch()
    return place / "bin"


def python_client(document: Path, folder: Path) -> Command:
    """A package made by openapi-python-client, which names every part that it had to leave out."""
    programs = tools()
    generate: list[str | Path] = [
        "generate",
        "--path",
        document,
        "--output-path",
        folder / "jiayuan_client",
        "--meta",
        "none",
    ]
    said = ran(programs / "openapi-python-client", *generate, cwd=folder, PATH=f"{programs}:{os.environ['PATH']}")
    assert "arning" not in said, said
    (folder / "call.py").write_text((HERE / "call.py").read_text(encoding="utf-8"))
    return [str(programs / "python"), "call.py"]


def typescript_client(document: Path, folder: Path) -> Command:
    """A module made by openapi-generator, compiled with the strict TypeScript that the dashboard's types use."""
    (jar,) = jars.ensure(Teller(quiet=True), cache_home() / "openapi-generator", JAR)
    runtime = node.fetch(CODEGEN, folder / "npm.log", Teller(quiet=True))
    generate: list[str | Path] = ["generate", "-g", "typescript-fetch", "-i", document, "-o", folder]
    said = ran(java.find().path, "-XX:TieredStopAtLevel=1", "-jar", jar, *generate, cwd=folder)
    assert "ERROR" not in said, said
    (folder / "call.ts").write_text((HERE / "call.ts").read_text(encoding="utf-8"))
    (folder / "tsconfig.json").write_text(json.dumps(COMPILED))
    ran(runtime.program, CODEGEN / "node_modules" / "typescript" / "bin" / "tsc", "-p", ".", cwd=folder)
    return [str(runtime.program), "out/call.js"]


# Two people that no other test registers for the district's session.
@pytest.mark.parametrize(
    ("generated", "person"), [(python_client, 7_101), (typescript_client, 7_102)], ids=["python", "typescript"]
)
async def test_a_generated_client_is_complete_and_works(
    door: Door, district: District, tmp_path: Path, generated: Callable[[Path, Path], Command], person: int
) -> None:
    document = tmp_path / "openapi.json"
    document.write_bytes((await door.anonymous.get("/api/openapi.json")).content)
    folder = tmp_path / "client"
    folder.mkdir()
    command = await asyncio.to_thread(generated, document, folder)

    await registered(door, district, person)
    today = datetime.now(UTC).date()
    span = {"from": (today - timedelta(days=1)).isoformat(), "to": (today + timedelta(days=2)).isoformat()}

    async def counted() -> list[Any]:
        found = await door["operator"].get("/api/engagement/statistics", grain="total", **span)
        return [[row["window"], row["figures"]["registrations"]] for row in found["rows"]]

    await until(counted, "the registration is counted")
    venues = (await door.anonymous.get("/api/activities/public/venues")).json()
    called = [*command, door.url, door["operator"].key, *span.values()]
    said = json.loads(await asyncio.to_thread(ran, *called, cwd=folder))
    assert said.pop("venues") == [venue["name"] for venue in venues]
    assert UUID(said.pop("made"))
    assert said.pop("statistics")[0][0] == span["from"]
    assert said == {"refused": "invalid-request", "sheet": "disbursement_id"}
