"""Passwords' hashes: argon2id, in few threads of their own, behind a short line.

A hash costs memory on purpose, and every caller who sends a name and a password costs us one. So what all of them cost
together is bounded here: WORKERS times MEMORY_KIB, whatever is asked at once. Who finds the line full is asked to come
again, before anything is counted or asked of the database.
"""

import asyncio
import contextlib
import functools
import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import TypeVar

import argon2

from kernel.errors import Unavailable

# OWASP's Password Storage Cheat Sheet, argon2id with 19 MiB: 27 ms on the machine of docs/measured.md, where RFC 9106's
# 64 MiB take 190 ms on every core. The gateway lives in 512 MB and has to answer others meanwhile.
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
# One core is for everybody else.
WORKERS = 1 if (os.cpu_count() or 1) <= 2 else 2
# About a second's work. A hash of older, dearer parameters takes longer, once.
PLACES = 32

_hasher = argon2.PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
_threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="argon2")
_taken = 0
_has_place: ContextVar[bool] = ContextVar("has_place", default=False)
Result = TypeVar("Result")
# Verified against when the username is unknown, so that the answer takes as long as for a known one.
NOBODYS_PASSWORD = _hasher.hash(secrets.token_urlsafe(16))


@contextlib.contextmanager
def place() -> Iterator[None]:
    """A place in the line, kept until the block's end. Raises Unavailable("sign-ins-busy") where none is free."""
    global _taken  # noqa: PLW0603  one line a process, like its threads
    if _taken >= PLACES:
        raise Unavailable("sign-ins-busy")
    _taken += 1
    has_place = _has_place.set(True)
    try:
        yield
    finally:
        _has_place.reset(has_place)
        _taken -= 1


async def verify_password(password_hash: str, password: str) -> bool:
    """Whether this is the password. Raises Unavailable("sign-ins-busy"), but not within `place()`."""
    return await _in_turn(functools.partial(is_right, password_hash, password))


async def hash_password(password: str) -> str:
    """What is stored of a password. Raises Unavailable("sign-ins-busy"), but not within `place()`."""
    return await _in_turn(functools.partial(_hasher.hash, password))


def is_right(password_hash: str, password: str) -> bool:
    """Whether this is the password, in this thread; parameters are the stored hash's own."""
    try:
        return _hasher.verify(password_hash, password)
    except argon2.exceptions.VerifyMismatchError:
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with other parameters than today's: made anew when its owner signs in."""
    return _hasher.check_needs_rehash(password_hash)


async def _in_turn(work: Callable[[], Result]) -> Result:
    with contextlib.nullcontext() if _has_place.get() else place():
        return await asyncio.get_running_loop().run_in_executor(_threads, work)
