"""What makes two requests under one key the same."""

from __future__ import annotations

from kernel.commands import _canonical
from kernel.web import Input


class Before(Input):
    """A body as it was."""

    title: str


class After(Input):
    """The same body after an upgrade, with a field that need not be sent."""

    title: str
    pool: str = "on-site"


def test_a_new_optional_field_does_not_make_the_same_request_another_one() -> None:
    assert _canonical("/x", (Before(title="a"),)) == _canonical("/x", (After(title="a"),))
    assert _canonical("/x", (After(title="a", pool="online"),)) != _canonical("/x", (After(title="a"),))
    assert _canonical("/x", (After(title="a", pool="on-site"),)) == _canonical("/x", (After(title="a"),))
    assert _canonical("/x", (After(title="b"),)) != _canonical("/x", (After(title="a"),))
    assert _canonical("/y", (After(title="a"),)) != _canonical("/x", (After(title="a"),))
