"""Guesses at passwords are counted before they are looked at, by the account and by where they come from.

Five from one address lock that account for that address, with a delay that doubles up to an hour; fifty from strange
addresses together lock it for all of them. A browser that signed in to the account before has a count of its own: a
stranger who keeps guessing locks no owner out. A name that no account has is counted and locked like any other, so
that an answer does not say which names exist.
"""

import hashlib
from dataclasses import dataclass

from gateway.storage import SQL
from kernel.addresses import one_limit
from kernel.db import Connection
from kernel.errors import CommandError

ATTEMPTS_BEFORE_LOCK = 5
# NIST SP 800-63B 5.2.2 allows 100 in a row; those of many addresses are counted together.
ATTEMPTS_FROM_ANYWHERE = 50
# How often one address may ask for a name that is taken: each of those answers says that an account exists.
TAKEN_NAMES_BEFORE_LOCK = 10
ANYWHERE = "anywhere"
_OPENING = b"open an account"


class TooManyAttempts(CommandError):
    """Locked for a while after guesses that failed (429)."""

    status = 429
    title = "Too many attempts"


@dataclass(frozen=True, slots=True)
class Guess:
    """One guess that was counted; `source` is a browser that is known, or an address."""

    target: bytes
    source: str
    from_anywhere: bool


def target_of(username: str) -> bytes:
    """What is kept of a name that was tried: people type passwords and ID numbers there."""
    return hashlib.sha256(b"account:" + username.encode()).digest()


def address_of(host: str) -> str:
    """Where a guess comes from."""
    return f"address:{one_limit(host)[:45]}"


async def count(conn: Connection, username: str, address: str, browser: bytes | None) -> Guess:
    """Count a guess, in one transaction, before it is looked at: of guesses at once none is free.

    `browser` is the digest of a browser's token. Raises TooManyAttempts("account-locked"), and counts nothing then.
    """
    known = (
        browser is not None
        and await conn.fetchval(*SQL["known-browser"](token_hash=browser, username=username)) is not None
    )
    source = f"browser:{browser.hex()}" if known and browser else address_of(address)
    guess = Guess(target_of(username), source, from_anywhere=not known)
    async with conn.transaction():
        if guess.from_anywhere:
            await _take(conn, guess.target, ANYWHERE, ATTEMPTS_FROM_ANYWHERE)
        await _take(conn, guess.target, source, ATTEMPTS_BEFORE_LOCK)
        await conn.execute(*SQL["count-failure"](username=username))
    return guess


async def forget(conn: Connection, guess: Guess) -> None:
    """The guess was right: its source begins anew; what others guessed stays counted."""
    await conn.execute(*SQL["forget-attempts"](target=guess.target, source=guess.source))
    if guess.from_anywhere:
        await conn.execute(*SQL["take-attempt-back"](target=guess.target, source=ANYWHERE))


async def count_opening(conn: Connection, address: str) -> None:
    """Count an account about to be opened from an address. Raises TooManyAttempts("too-many-attempts")."""
    await _take(conn, _OPENING, address_of(address), TAKEN_NAMES_BEFORE_LOCK, "too-many-attempts")


async def take_opening_back(conn: Connection, address: str) -> None:
    """The name was free, so nothing was learnt."""
    await conn.execute(*SQL["take-attempt-back"](target=_OPENING, source=address_of(address)))


async def unlock(conn: Connection, username: str) -> None:
    """Forget every guess at an account; what this is part of writes it down."""
    await conn.execute(*SQL["unlock"](target=target_of(username)))


async def _take(conn: Connection, target: bytes, source: str, limit: int, code: str = "account-locked") -> None:
    if await conn.fetchval(*SQL["count-attempt"](target=target, source=source, limit=limit)) is None:
        raise TooManyAttempts(code)
