"""Which events are new: duplicates have no effect, gaps are counted and applied (RULE-33)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kernel import telemetry
from kernel.inbox import is_new

CONSUMER = "test-inbox"


def counted() -> tuple[float, float]:
    """Duplicates and gaps so far."""
    duplicates = telemetry.INBOX_DUPLICATES.labels(CONSUMER)
    gaps = telemetry.SEQUENCE_GAPS.labels(CONSUMER)
    return duplicates._value.get(), gaps._value.get()


@given(st.lists(st.tuples(st.sampled_from(["session/1", "session/2"]), st.integers(min_value=1, max_value=8))))
def test_an_event_is_new_above_the_last_seen_of_its_aggregate(arrivals: list[tuple[str, int]]) -> None:
    seen: dict[str, int] = {}
    last = {"session/1": 0, "session/2": 0}
    duplicates = gaps = 0
    before = counted()
    for aggregate, seq in arrivals:
        new = is_new(CONSUMER, seen, aggregate, seq)
        assert new == (seq > last[aggregate])
        duplicates += not new
        gaps += seq > last[aggregate] + 1
        last[aggregate] = max(last[aggregate], seq)
    assert seen == {aggregate: seq for aggregate, seq in last.items() if seq}
    assert counted() == (before[0] + duplicates, before[1] + gaps)


def test_a_relay_that_repeats_itself_changes_nothing() -> None:
    seen: dict[str, int] = {}
    first = [is_new(CONSUMER, seen, "session/1", seq) for seq in (1, 2, 3)]
    again = [is_new(CONSUMER, seen, "session/1", seq) for seq in (1, 2, 3)]
    assert (first, again) == ([True] * 3, [False] * 3)
