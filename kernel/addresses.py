"""Callers' addresses: which are our own proxies, which caller a proxy stands for, and what counts as one caller."""

import ipaddress
from collections.abc import Iterable

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# What one subscriber of a provider gets at least (RFC 6177): addresses within it cost nothing.
IPV6_PREFIX = 64
# Proxies on the way of one request; who names more made them up.
HOPS = 20


class Networks:
    """Networks whose members are trusted to name the caller behind them."""

    def __init__(self, networks: Iterable[Network]) -> None:
        self._networks = tuple(networks)

    @classmethod
    def parse(cls, text: str) -> "Networks":
        """From `10.0.0.0/8,::1`. Raises ValueError on what is no network, and on host bits set."""
        return cls(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())

    def __contains__(self, address: object) -> bool:
        if not self._networks or not isinstance(address, str):
            return False
        parsed = _parsed(address)
        return parsed is not None and any(parsed in network for network in self._networks)


NO_NETWORKS = Networks(())


def forwarded_for(peer: str, forwarded: bytes, proxies: Networks) -> str:
    """Who asks: the peer, or where it is a trusted proxy, the right-most address of X-Forwarded-For that is none.

    What stands further left is what the caller itself sent, and may be anything.
    """
    if peer not in proxies:
        return peer
    nearest = peer
    for part in reversed(forwarded.decode("latin-1").split(",")[-HOPS:]):
        parsed = _parsed(_without_port(part.strip()))
        if parsed is None:
            return nearest
        nearest = str(parsed)
        if nearest not in proxies:
            return nearest
    return nearest


def one_limit(address: str) -> str:
    """What limits count as one caller: an IPv4 address, or an IPv6 network of 64 bits."""
    parsed = _parsed(address)
    if parsed is None:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.IPv6Network((int(parsed), IPV6_PREFIX), strict=False))


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if parsed.version == 6 and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed


def _without_port(text: str) -> str:
    """`192.0.2.1:1234` and `[2001:db8::1]:1234`, as some proxies write them, without their port."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    host, colon, port = text.partition(":")
    return host if colon and port.isdigit() else text
