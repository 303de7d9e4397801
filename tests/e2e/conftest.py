"""The running product, its door with a key of every role, a district, and a browser."""

from __future__ import annotations

import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from playwright.async_api import Browser, async_playwright, expect

from deploy.embedded import node, prepare
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import kept_port
from deploy.embedded.postgres import plain_environment
from deploy.embedded.processes import ROOMS, named
from deploy.embedded.service import Service
from deploy.embedded.stack import Stack
from kernel.kafka import access
from tests.kit.door import District, Door, build, open_door
from tests.kit.machine import chromium, missing

# Tests ask far more often than people do; the limits themselves are tried at a second gateway with small ones.
WIDE = (
    "JIAYUAN_RATE_PER_MINUTE",
    "JIAYUAN_RATE_PER_MINUTE_ANONYMOUS",
    "JIAYUAN_SIGN_INS_PER_MINUTE",
    "JIAYUAN_PUBLIC_WRITES_PER_MINUTE",
)
NARROW = {
    "JIAYUAN_RATE_PER_MINUTE": "12",
    "JIAYUAN_RATE_PER_MINUTE_ANONYMOUS": "8",
    "JIAYUAN_SIGN_INS_PER_MINUTE": "5",
}
# As long as an act may take (pages.opened): suites run side by side, and how fast a page is, is measured elsewhere.
expect.set_options(timeout=20_000)
AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def wide_limits(traces: Path) -> Iterator[None]:
    """In the environment before the processes start: `stack` hands it on to them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in WIDE:
            patch.setenv(name, "1000000")
        patch.setenv("JIAYUAN_TRACES", str(traces))
        yield


@pytest.fixture(scope="session")
def traces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the processes write their spans."""
    return tmp_path_factory.mktemp("traces")


@pytest.fixture(scope="session")
async def door(wide_limits: None, stack: Stack) -> AsyncIterator[Door]:
    """A caller of every role at the running product."""
    opened = await open_door(stack.url("gateway"), stack.dsn("gateway"))
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
async def district(door: Door) -> District:
    """One of each thing."""
    return await build(door)


@pytest.fixture
async def narrow_door(stack: Stack) -> AsyncIterator[Door]:
    """A second gateway on the same product, with small limits and counters of its own."""
    row = named("gateway")
    port = kept_port(stack.home, "gateway-narrow")
    rooms = json.dumps({room: stack.url(room) for room in ROOMS})
    environment = plain_environment() | NARROW | prepare.keys(stack.home / "keys", row.needs)
    environment |= access(stack.bootstrap).environment() | {
        "JIAYUAN_PORT": str(port),
        "JIAYUAN_KAFKA": stack.bootstrap,
        "JIAYUAN_DATABASE_URL": stack.dsn("gateway"),
        "JIAYUAN_ROOM_URLS": rooms,
    }
    service = Service(
        row, port, stack.home / "logs" / "gateway-narrow.log", stack.home / "work" / "narrow", environment
    )
    service.start()
    try:
        service.await_ready()
        conn = await asyncpg.connect(stack.dsn("gateway"))
        # The limits that all gateways on a database share: what the first one used of them is not of this test.
        await conn.execute("delete from rate_used")
        await conn.close()
        opened = await open_door(service.url, stack.dsn("gateway"))
        yield opened
        await opened.close()
    finally:
        service.stop()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The machine's Chromium with a profile that begins empty and is thrown away."""
    path = chromium()
    if path is None:
        missing("no Chromium on this machine")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield running
        await running.close()


@pytest.fixture(scope="session")
def passwords(stack: Stack) -> dict[str, str]:
    """The demonstration's accounts: username → password."""
    return stack.passwords


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source, of the locked version."""
    if not AXE.exists():
        try:
            npm = node.find().npm
        except StartFailed as error:
            missing(error.why)
        command = [*npm, "ci", "--ignore-scripts", "--no-audit"]
        done = subprocess.run(command, cwd=AXE.parents[2], capture_output=True, text=True, timeout=240, check=False)
        if done.returncode != 0:
            missing(f"npm ci failed: {done.stderr[-300:]}")
    return AXE.read_text(encoding="utf-8")
