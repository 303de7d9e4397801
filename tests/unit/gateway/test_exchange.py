"""One request as the chain sees it: who asks, behind which proxies."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.chain import Exchange
from kernel.addresses import NO_NETWORKS, Networks

SENT = [(b"x-forwarded-for", b"198.51.100.1"), (b"x-forwarded-for", b"203.0.113.9, 10.2.3.4")]


async def nothing(*_: Any) -> Any:
    """Neither read nor written to."""


@pytest.mark.parametrize(
    ("peer", "proxies", "who", "limited"),
    [
        ("127.0.0.1", NO_NETWORKS, "127.0.0.1", "127.0.0.1"),
        ("10.1.1.1", Networks.parse("10.0.0.0/8"), "203.0.113.9", "203.0.113.9"),
        ("192.0.2.1", Networks.parse("10.0.0.0/8"), "192.0.2.1", "192.0.2.1"),
        ("2001:db8::1:2:3:4", NO_NETWORKS, "2001:db8::1:2:3:4", "2001:db8::/64"),
    ],
)
async def test_the_caller_is_who_a_trusted_proxy_says(peer: str, proxies: Networks, who: str, limited: str) -> None:
    scope = {"type": "http", "method": "GET", "path": "/", "headers": SENT, "client": (peer, 4711)}
    exchange = Exchange(scope, nothing, nothing, proxies)
    # The gateway's own endpoints read it from the scope.
    assert exchange.scope["client"][0] == who
    assert exchange.address == limited
