"""Rate limits by principal or address, told in RateLimit, RateLimit-Policy and Retry-After.

Headers follow draft-ietf-httpapi-ratelimit-headers-10; the counting is the package `limits`.
"""

import math
import time

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from kernel import telemetry

WINDOW_SECONDS = 60


class Rates:
    """One process's counters: a gateway replica limits what it forwards itself."""

    def __init__(self, per_minute: int, per_minute_anonymous: int, sign_ins_per_minute: int) -> None:
        # The storage for asyncio: the other one starts a thread to expire its counters, up to one a request, and
        # holds the loop until that thread runs (measured: a third of the gateway's time).
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._policies = {
            "principal": RateLimitItemPerMinute(per_minute),
            "address": RateLimitItemPerMinute(per_minute_anonymous),
            "sign-in": RateLimitItemPerMinute(sign_ins_per_minute),
        }

    async def take(self, policy: str, who: str) -> tuple[bool, list[tuple[bytes, bytes]]]:
        """Count one request of `who` under `policy`: whether it may pass, and the headers that say how it stands."""
        item = self._policies[policy]
        passes = await self._limiter.hit(item, policy, who)
        stats = await self._limiter.get_window_stats(item, policy, who)
        reset = max(math.ceil(stats.reset_time - time.time()), 1)
        headers = [
            (b"ratelimit-policy", f'"{policy}";q={item.amount};w={WINDOW_SECONDS}'.encode()),
            (b"ratelimit", f'"{policy}";r={stats.remaining};t={reset}'.encode()),
        ]
        if not passes:
            headers.append((b"retry-after", str(reset).encode()))
            telemetry.RATE_LIMITED.labels(policy).inc()
        return passes, headers
