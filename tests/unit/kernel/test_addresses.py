"""Who asks: only a trusted proxy is believed, and only its own word; a network of IPv6 addresses is one caller."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.addresses import Networks, forwarded_for, one_limit

PROXIES = Networks.parse("127.0.0.1/32, 10.0.0.0/8,::1/128")
# What a header that is believed looks like; arbitrary bytes are an address once in millions.
CHAINS = st.lists(st.ip_addresses().map(str), min_size=1, max_size=5).map(lambda chain: ", ".join(chain).encode())


@pytest.mark.parametrize(
    ("peer", "header", "who"),
    [
        ("192.0.2.7", b"203.0.113.9", "192.0.2.7"),
        ("127.0.0.1", b"203.0.113.9", "203.0.113.9"),
        ("::ffff:127.0.0.1", b"203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", b"198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", b"198.51.100.1, 203.0.113.9, 10.2.3.4", "203.0.113.9"),
        ("127.0.0.1", b"203.0.113.9:4711", "203.0.113.9"),
        ("::1", b"[2001:db8::5]:4711", "2001:db8::5"),
        ("127.0.0.1", b"198.51.100.1, nonsense", "127.0.0.1"),
        ("127.0.0.1", b"", "127.0.0.1"),
        ("127.0.0.1", b"10.1.1.1", "10.1.1.1"),
    ],
)
def test_the_right_most_address_that_is_no_proxy_asks(peer: str, header: bytes, who: str) -> None:
    assert forwarded_for(peer, header, PROXIES) == who


@given(header=st.binary(max_size=200) | CHAINS, peer=st.ip_addresses(v=4).map(str))
def test_without_trusted_proxies_no_header_is_believed(header: bytes, peer: str) -> None:
    assert forwarded_for(peer, header, Networks.parse("")) == peer


@given(made_up=st.lists(st.ip_addresses().map(str), max_size=5), who=st.ip_addresses(v=4).map(str))
def test_what_a_caller_puts_before_the_proxy_changes_nothing(made_up: list[str], who: str) -> None:
    header = ", ".join([*made_up, who]).encode()
    found = forwarded_for("127.0.0.1", header, PROXIES)
    assert found == who or who in PROXIES


@given(address=st.ip_addresses(v=6), other=st.integers(0, 2**64 - 1))
def test_a_network_of_64_bits_is_one_caller(address: object, other: int) -> None:
    network = int(address) >> 64 << 64  # type: ignore[call-overload]
    if network:
        neighbour = type(address)(network | other)  # type: ignore[call-arg]
        assert one_limit(str(address)) == one_limit(str(neighbour))


def test_what_is_no_network_is_refused() -> None:
    for text in ("proxy", "10.0.0.1/8", "10.0.0.0/33"):
        with pytest.raises(ValueError, match=r"."):
            Networks.parse(text)
