"""The pure part of the ledger: legs, the bytes an entry is sealed over, and the chain (RULE-20, RULE-22, RULE-29)."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.relief.funds.ledger import ACCOUNTS, FIRST, FROM_TO, Entry, canonical, legs, seal
from services.relief.funds.rules import AMOUNT_LIMIT_FEN

KINDS = st.sampled_from(sorted(FROM_TO))
AMOUNTS = st.integers(min_value=1, max_value=AMOUNT_LIMIT_FEN)
INSTANTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ENTRIES = st.builds(
    Entry,
    fund_id=st.uuids(),
    number=st.integers(min_value=1, max_value=10**9),
    kind=KINDS,
    reference=st.uuids(),
    amount_fen=AMOUNTS,
    occurred_at=INSTANTS,
    posted_at=INSTANTS,
    previous_hash=st.binary(min_size=32, max_size=32),
)


@given(KINDS, AMOUNTS)
def test_rule_20_legs_sum_to_zero_and_stand_in_the_order_of_the_accounts(kind: str, amount: int) -> None:
    moved = legs(kind, amount)  # type: ignore[arg-type]
    assert len(moved) == 2
    assert sum(moved.values()) == 0
    assert sorted(map(abs, moved.values())) == [amount, amount]
    assert list(moved) == sorted(moved, key=ACCOUNTS.index)


@given(KINDS, st.integers(max_value=0))
def test_an_amount_is_at_least_one_fen(kind: str, amount: int) -> None:
    with pytest.raises(ValueError, match="at least one fen"):
        legs(kind, amount)  # type: ignore[arg-type]


@given(st.lists(st.tuples(KINDS, AMOUNTS), max_size=30))
def test_rule_20_whatever_is_posted_the_four_accounts_sum_to_zero(posted: list[tuple[str, int]]) -> None:
    balances = dict.fromkeys(ACCOUNTS, 0)
    for kind, amount in posted:
        for account, moved in legs(kind, amount).items():  # type: ignore[arg-type]
            balances[account] += moved
    assert sum(balances.values()) == 0


@given(AMOUNTS)
def test_rule_22_a_void_undoes_its_reserve(amount: int) -> None:
    reserve, void = legs("reserve", amount), legs("void", amount)
    assert {account: reserve[account] + void[account] for account in reserve} == {"available": 0, "reserved": 0}


def test_the_documented_bytes_of_one_entry() -> None:
    """A golden record of the rule in services/relief/README.md: it never changes under the name jiayuan-ledger-1."""
    entry = Entry(
        fund_id=UUID("0189e7a0-0000-7000-8000-000000000001"),
        number=2,
        kind="reserve",
        reference=UUID("0189E7A0-0000-7000-8000-00000000000A"),
        amount_fen=150_000,
        occurred_at=datetime(2021, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=8))),
        posted_at=datetime(2021, 7, 1, 1, 0, 0, 250, tzinfo=UTC),
        previous_hash=FIRST,
    )
    expected = """jiayuan-ledger-1
0189e7a0-0000-7000-8000-000000000001
2
reserve
0189e7a0-0000-7000-8000-00000000000a
2021-07-01T01:00:00.000000Z
2021-07-01T01:00:00.000250Z
available -150000
reserved 150000
0000000000000000000000000000000000000000000000000000000000000000"""
    assert canonical(entry).decode() == expected
    assert seal(entry) == hashlib.sha256(expected.encode()).digest()
    assert seal(entry).hex() == "34a4f879b4329e2b4be7ecbb81276efcde12141319df9a0d0beeff0112b395d8"


@given(ENTRIES, ENTRIES)
def test_rule_29_another_entry_has_other_bytes(entry: Entry, other: Entry) -> None:
    for field in fields(Entry):
        changed = replace(entry, **{field.name: getattr(other, field.name)})
        assert (changed == entry) == (canonical(changed) == canonical(entry))


@given(st.lists(ENTRIES, min_size=2, max_size=8), st.data())
def test_rule_29_altering_any_entry_breaks_the_chain_behind_it(entries: list[Entry], data: st.DataObject) -> None:
    head, chain = FIRST, []
    for entry in entries:
        chain.append(replace(entry, previous_hash=head))
        head = seal(chain[-1])
    place = data.draw(st.integers(min_value=0, max_value=len(chain) - 1))
    altered = replace(chain[place], amount_fen=chain[place].amount_fen % AMOUNT_LIMIT_FEN + 1)
    after = seal(altered)
    for entry in chain[place + 1 :]:
        assert entry.previous_hash != after
        after = seal(replace(entry, previous_hash=after))
    assert after != head
