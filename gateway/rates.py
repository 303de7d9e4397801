"""Rate limits by principal or address, answered in RateLimit, RateLimit-Policy and Retry-After.

Headers follow draft-ietf-httpapi-ratelimit-headers-10. Two ways to count (docs/adr/0005): what must hold over all
replicas is counted in their database; everything else in each replica's own memory, which has its share of the limit.
"""

import asyncio
import hashlib
import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from gateway.storage import SQL
from kernel import telemetry
from kernel.db import Pool
from kernel.problems import UNAVAILABLE

WINDOW_SECONDS = 60
# Guesses at passwords, and what strangers may write: a replica more must not be a limit more.
SHARED = frozenset({"sign-in", "public-write"})
SHARED_SECONDS = 1.0
log = telemetry.logger(__name__)
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Quotas:
    """Requests a minute, over all `replicas` together."""

    principal: int
    address: int
    sign_in: int
    public_write: int
    replicas: int = 1


class Rates:
    """One replica's counters, and the way to those that all share."""

    def __init__(self, quotas: Quotas) -> None:
        # The storage for asyncio: the other one starts a thread to expire its counters, up to one a request, and
        # holds the loop until that thread runs (measured: a third of the gateway's time).
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._quotas = {
            "principal": quotas.principal,
            "address": quotas.address,
            # Keys and cookies that have not held before: as many as an address may ask without any.
            "credential": quotas.address,
            "sign-in": quotas.sign_in,
            "public-write": quotas.public_write,
        }
        self._shares = {
            policy: RateLimitItemPerMinute(math.ceil(quota / quotas.replicas)) for policy, quota in self._quotas.items()
        }

    async def take(self, policy: str, who: str, pool: Pool) -> tuple[bool, Headers]:
        """Count one request of `who` under `policy`: whether it may pass, and the headers that say how it stands."""
        if policy in SHARED:
            try:
                return await self._take_shared(policy, who, pool)
            except UNAVAILABLE as error:
                # A limit that holds for each replica is better than none, and than a door that is closed.
                log.warning("shared_limits_away", error=type(error).__name__)
        item = self._shares[policy]
        passes = await self._limiter.hit(item, policy, who)
        stats = await self._limiter.get_window_stats(item, policy, who)
        reset = max(math.ceil(stats.reset_time - time.time()), 1)
        return passes, _headers(policy, passes, item.amount, stats.remaining, reset)

    async def _take_shared(self, policy: str, who: str, pool: Pool) -> tuple[bool, Headers]:
        quota = self._quotas[policy]
        digest = hashlib.blake2b(who.encode(), digest_size=16).digest()
        async with asyncio.timeout(SHARED_SECONDS), pool.acquire() as conn:
            row = await conn.fetchrow(*SQL["use-rate"](policy=policy, who=digest, quota=quota))
        assert row is not None
        return row["passes"], _headers(policy, row["passes"], quota, row["remaining"], row["reset"])


def _headers(policy: str, passes: bool, quota: int, remaining: int, reset: int) -> Headers:
    headers = [
        (b"ratelimit-policy", f'"{policy}";q={quota};w={WINDOW_SECONDS}'.encode()),
        (b"ratelimit", f'"{policy}";r={remaining};t={reset}'.encode()),
    ]
    if not passes:
        headers.append((b"retry-after", str(reset).encode()))
        telemetry.RATE_LIMITED.labels(policy).inc()
    return headers
