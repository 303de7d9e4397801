"""A part beside the server that ends is begun again, and until it lives the process says that it is not ready."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable

import pytest

from kernel import background
from kernel.background import Background


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FIRST_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(background, "SETTLED_SECONDS", 0.05)


def _failing_at_first(times: int, begun: list[int], error: Exception | None) -> Callable[[], Awaitable[None]]:
    async def work() -> None:
        begun.append(len(begun))
        if len(begun) > times:
            await asyncio.Event().wait()
        if error is not None:
            raise error

    return work


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), AttributeError("dimension"), None])
async def test_a_part_that_ends_is_named_and_begun_again(error: Exception | None) -> None:
    begun: list[int] = []
    parts = Background({"relay": _failing_at_first(2, begun, error), "forget": asyncio.Event().wait})  # type: ignore[dict-item]
    async with parts.running():
        await _until(lambda: parts.failing == ["relay"])
        await _until(lambda: len(begun) == 3)
        await _until(lambda: parts.failing == [])
    assert len(begun) == 3


async def test_a_part_that_keeps_failing_is_never_ready() -> None:
    begun: list[int] = []
    parts = Background({"relay": _failing_at_first(1_000, begun, RuntimeError("again"))})  # type: ignore[dict-item]
    async with parts.running():
        await _until(lambda: len(begun) > 0)
        seen: list[list[str]] = []
        while len(begun) < 4:
            seen.append(parts.failing)
            await asyncio.sleep(0.005)
    assert seen
    assert all(one == ["relay"] for one in seen)


async def test_a_part_that_was_cancelled_from_elsewhere_is_named() -> None:
    parts = Background({"relay": asyncio.Event().wait})  # type: ignore[dict-item]
    async with parts.running():
        parts._tasks[0].cancel()
        await _until(lambda: parts.failing == ["relay"])


async def test_a_cancellation_that_was_not_meant_for_a_part_begins_it_again() -> None:
    begun: list[int] = []

    async def work() -> None:
        begun.append(len(begun))
        if len(begun) > 1:
            await asyncio.Event().wait()
        # What a client of a server that was killed does: the future that its caller waits for is cancelled.
        waited_for = asyncio.get_running_loop().create_future()
        waited_for.cancel()
        await waited_for

    parts = Background({"facts": work})
    async with parts.running():
        await _until(lambda: len(begun) == 2 and parts.failing == [])


CANNOT_EVEN_SAY_IT = """
import asyncio
from kernel import background

class Broken:
    def critical(self, *_, **__):
        raise OSError(28, "No space left on device")

async def work():
    raise RuntimeError("first")

async def main():
    async with background.Background({"relay": work}).running():
        await asyncio.sleep(20)

background.log = Broken()
asyncio.run(main())
"""


def test_a_part_that_no_one_would_begin_again_ends_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", CANNOT_EVEN_SAY_IT], timeout=15, check=False, capture_output=True)
    assert done.returncode == 70, done.stderr
