"""Failpoints: what can be armed, and that the nth passage alone does something, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kernel import failpoints


@pytest.fixture(autouse=True)
def _disarmed() -> Iterator[None]:
    yield
    failpoints.arm("")


def test_what_is_armed_is_read() -> None:
    assert failpoints.parse("") == {}
    assert failpoints.parse("cmd.before_commit:3:raise,relay.after_mark:1:kill") == {
        "cmd.before_commit": (3, "raise"),
        "relay.after_mark": (1, "kill"),
    }


@pytest.mark.parametrize(
    "text",
    ["cmd.nowhere:1:raise", "cmd.before_commit:1:explode", "cmd.before_commit:0:raise", "cmd.before_commit", "x:y:z"],
)
def test_what_is_unknown_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        failpoints.parse(text)


def test_the_nth_passage_raises_once() -> None:
    failpoints.arm("cmd.before_commit:3:raise")
    failpoints.reach("cmd.before_commit")
    failpoints.reach("relay.after_mark")
    failpoints.reach("cmd.before_commit")
    with pytest.raises(failpoints.FailpointReached, match=r"cmd\.before_commit"):
        failpoints.reach("cmd.before_commit")
    failpoints.reach("cmd.before_commit")
