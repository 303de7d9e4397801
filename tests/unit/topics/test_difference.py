"""What is safe to do to a cluster's topics is done, and what would lose data or order is refused, by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.topics.difference import CLEANUP, MIN_INSYNC, RETENTION, Change, Present, Wishes, difference
from cli.topics.report import status
from contracts.catalogue import CATALOGUE, Topic

KEYED = CATALOGUE.topics["activities.sessions"]
COMPACTED = CATALOGUE.topics["engagement.statistics"]
PARKED = CATALOGUE.topics["gateway.parked"]
TOPICS = st.sampled_from(list(CATALOGUE.topics.values()))
MAYBE = st.none() | st.integers(1, 5)
PRESENT = st.builds(
    Present,
    partitions=st.integers(1, 12),
    replication=st.integers(1, 5),
    config=st.fixed_dictionaries(
        {
            CLEANUP: st.sampled_from(["delete", "compact", "compact,delete"]),
            RETENTION: st.integers(-1, 10**12).map(str),
            MIN_INSYNC: st.integers(1, 4).map(str),
        }
    ),
)
WISHES = st.builds(Wishes, MAYBE, MAYBE, st.booleans())


def as_wanted(topic: Topic) -> Present:
    """The topic as a cluster has it that lacks nothing."""
    return Present(topic.partitions, 3, {RETENTION: "604800000", MIN_INSYNC: "2", **topic.config})


def only(topic: Topic, present: Present, wishes: Wishes | None = None) -> Change:
    (change,) = difference([topic], {topic.name: present}, wishes or Wishes())
    return change


def test_a_cluster_as_it_is_to_be_differs_in_nothing() -> None:
    present = {name: as_wanted(topic) for name, topic in CATALOGUE.topics.items()}
    assert difference(CATALOGUE.topics.values(), present, Wishes(3, 2)) == []


def test_an_empty_cluster_gets_every_topic_as_the_catalogue_has_it() -> None:
    changes = difference(CATALOGUE.topics.values(), {}, Wishes(3, 2))
    assert [c.verdict for c in changes] == ["create"] * len(CATALOGUE.topics)
    assert {c.topic: c.config for c in changes} == {
        name: {**topic.config, MIN_INSYNC: "2"} for name, topic in CATALOGUE.topics.items()
    }


@pytest.mark.parametrize("partitions", [1, KEYED.partitions - 1, KEYED.partitions + 1])
def test_another_number_of_partitions_is_refused_where_records_have_keys(partitions: int) -> None:
    change = only(KEYED, replace(as_wanted(KEYED), partitions=partitions))
    assert (change.what, change.verdict) == ("partitions", "refused")


def test_only_a_parked_topic_may_grow() -> None:
    assert only(PARKED, replace(as_wanted(PARKED), partitions=1)).verdict == "grow"
    assert only(PARKED, replace(as_wanted(PARKED), partitions=PARKED.partitions + 1)).verdict == "refused"


def kept(topic: Topic, milliseconds: int) -> Present:
    found = as_wanted(topic)
    return replace(found, config={**found.config, RETENTION: str(milliseconds)})


def test_longer_retention_is_applied_and_shorter_needs_to_be_meant() -> None:
    assert KEYED.retention_ms is not None
    assert only(KEYED, kept(KEYED, KEYED.retention_ms - 1)).verdict == "set"
    for longer in (KEYED.retention_ms + 1, -1):
        assert only(KEYED, kept(KEYED, longer)).verdict == "refused"
        meant = only(KEYED, kept(KEYED, longer), Wishes(allow_shorter_retention=True))
        assert (meant.verdict, meant.config) == ("set", {RETENTION: str(KEYED.retention_ms)})


@pytest.mark.parametrize(("topic", "found"), [(KEYED, "compact"), (COMPACTED, "delete"), (COMPACTED, "compact,delete")])
def test_compaction_is_never_switched(topic: Topic, found: str) -> None:
    present = as_wanted(topic)
    change = only(topic, replace(present, config={**present.config, CLEANUP: found}))
    assert (change.what, change.verdict) == (CLEANUP, "refused")


def test_copies_are_never_given_up_nor_moved_from_here() -> None:
    for found in (2, 4):
        assert only(KEYED, replace(as_wanted(KEYED), replication=found), Wishes(replication=3)).verdict == "refused"


def test_records_in_sync_are_raised_within_reason_and_never_lowered() -> None:
    def in_sync(wanted: int) -> str:
        return only(KEYED, as_wanted(KEYED), Wishes(min_insync=wanted)).verdict

    assert [in_sync(1), in_sync(3), in_sync(4)] == ["refused", "set", "refused"]
    (change,) = difference([KEYED], {}, Wishes(replication=1, min_insync=2))
    assert change.verdict == "refused"


def test_what_the_catalogue_does_not_know_is_reported_and_left() -> None:
    found, by_hand = as_wanted(KEYED), frozenset({"retention.bytes"})
    present = {
        KEYED.name: replace(found, config={**found.config, "retention.bytes": "1"}, overrides=by_hand),
        "somebody.else": as_wanted(KEYED),
        "__consumer_offsets": as_wanted(KEYED),
    }
    changes = difference([KEYED], present, Wishes())
    assert [(c.topic, c.what, c.verdict) for c in changes] == [
        (KEYED.name, "retention.bytes", "reported"),
        ("somebody.else", "topic", "reported"),
    ]
    assert status(changes) == 0


@given(TOPICS, PRESENT, WISHES)
def test_nothing_that_is_applied_loses_a_record_an_order_or_a_copy(
    topic: Topic, found: Present, wishes: Wishes
) -> None:
    for change in difference([topic], {topic.name: found}, wishes):
        if not change.safe:
            continue
        assert change.what in {RETENTION, MIN_INSYNC, "partitions"}
        if change.what == "partitions":
            assert topic.parked
            assert topic.partitions > found.partitions
        if change.what == RETENTION and not wishes.allow_shorter_retention:
            assert 0 <= int(found.config[RETENTION]) < int(change.wanted)
        if change.what == MIN_INSYNC:
            assert int(found.config[MIN_INSYNC]) < int(change.wanted) <= found.replication


@given(TOPICS, PRESENT, WISHES)
def test_once_applied_nothing_is_left_to_apply(topic: Topic, found: Present, wishes: Wishes) -> None:
    before = difference([topic], {topic.name: found}, wishes)
    config, partitions = dict(found.config), found.partitions
    for change in before:
        if change.safe:
            config |= change.config
            partitions = topic.partitions if change.verdict == "grow" else partitions
    after = difference([topic], {topic.name: replace(found, config=config, partitions=partitions)}, wishes)
    assert after == [change for change in before if not change.safe]
    assert status(before) == (1 if after else 2 if before else 0)
