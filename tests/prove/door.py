"""Known-bad parts about the door: what it takes, what it counts, what it costs."""

from __future__ import annotations

from tests.prove.part import Planted

DOOR = (
    Planted(
        "a head that may be as long as it likes",
        "door",
        (
            ("kernel/bounded.py", "        if self._head_bytes > self.bounds.header_bytes or", "        if"),
            ("kernel/bounded.py", "            if self._held > self.bounds.header_bytes:", "            if False:"),
        ),
        ("tests/unit/kernel/test_bounded.py", "-k", "head_without_end"),
    ),
    Planted(
        "a limit that each replica counts for itself",
        "door",
        (
            (
                "gateway/rates.py",
                'SHARED = frozenset({"sign-in", "public-write"})',
                "SHARED: frozenset[str] = frozenset()",
            ),
            ("gateway/rates.py", "math.ceil(quota / quotas.replicas)", "quota"),
        ),
        ("tests/integration/gateway/test_rates.py", "-k", "second_replica"),
    ),
    Planted(
        "a credential that everybody looks up for themselves",
        "door",
        (
            (
                "gateway/identity.py",
                "            looking = self._looking.get(credential)\n",
                "            looking = None\n",
            ),
        ),
        ("tests/integration/gateway/test_credentials.py",),
    ),
    Planted(
        "a fact that is taken apart for each listener",
        "door",
        (
            ("gateway/api.py", "from pydantic import Field\n", "from fastapi import sse\nfrom pydantic import Field\n"),
            ("gateway/api.py", "response_class=LiveStream)", "response_class=sse.EventSourceResponse)"),
            ("gateway/api.py", ") -> LiveStream:", ") -> Any:"),
            (
                "gateway/api.py",
                "return LiveStream(request.app.state.feed.stream(start, may_go_on), "
                'headers={"X-Accel-Buffering": "no"})',
                "async for piece in request.app.state.feed.stream(start, may_go_on):\n"
                '        for event in filter(None, piece.decode().split("\\n\\n")):\n'
                '            said = dict(line.split(": ", 1) for line in event.split("\\n"))\n'
                '            yield sse.ServerSentEvent(event=said["event"], id=said.get("id"), raw_data=said["data"])',
            ),
        ),
        ("tests/integration/gateway/test_listeners.py",),
    ),
    Planted(
        "a full disk that no caller can mend",
        "hung",
        (("kernel/db.py", "    asyncpg.InsufficientResourcesError,\n", ""),),
        ("tests/integration/kernel/test_full_disk.py",),
    ),
)
