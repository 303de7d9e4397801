"""Coroutines called from synchronous code, also where an event loop already runs in this thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any


def in_own_loop(make: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Runs a coroutine to its end from synchronous code, in a thread of its own."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(make())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="jiayuan-own-loop")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
