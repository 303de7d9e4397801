"""Known-bad parts about what goes on living while a log, a disk or a store does not."""

from __future__ import annotations

from tests.prove.part import Planted

LIVENESS = (
    Planted(
        "a log that raises what its disk says",
        "log",
        (("kernel/telemetry.py", "            except OSError:\n", "            except ValueError:\n"),),
        ("tests/e2e/test_failing_log.py",),
    ),
    Planted(
        "a reader that ends by a record that its handler cannot apply",
        "records",
        (
            (
                "kernel/applying.py",
                "        await aside(records[0], unforeseen(error))\n        return []\n",
                "        raise\n",
            ),
        ),
        ("tests/integration/gateway/test_parked_once.py", "-k", "handler_raises"),
    ),
    Planted(
        "a hole that the broker explains, taken for a loss",
        "records",
        (
            (
                "kernel/gaps.py",
                "        return await first_record(consumer, tp, position, first) is None\n",
                "        return False\n",
            ),
        ),
        ("tests/integration/engagement/test_lost_partition.py", "-k", "hole"),
    ),
    Planted(
        "connections that are lent without an end",
        "hung",
        (("kernel/db.py", "loop.call_at(ends, conn.terminate)", "loop.call_at(ends + 60, conn.terminate)"),),
        ("tests/integration/kernel/test_hung.py",),
    ),
    Planted(
        "a connection held while the broker is waited for",
        "hung",
        (
            (
                "services/engagement/api.py",
                "        lag: Lag = await request.app.state.lag.read(rows)",
                "        async with rows.acquire(60):\n            lag: Lag = await request.app.state.lag.read(rows)",
            ),
            (
                "services/engagement/lag.py",
                "asyncio.timeout(DEADLINE_SECONDS), self._lock:",
                "self._lock, asyncio.timeout(DEADLINE_SECONDS):",
            ),
        ),
        ("tests/e2e/test_hung_stores.py", "-k", "broker"),
    ),
)
