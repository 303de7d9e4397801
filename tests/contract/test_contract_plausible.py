"""What JSON and the schema let through and no reader could apply is refused when it is decoded."""

import contextlib
import json
from typing import Any

import pytest

from contracts.envelope import Undecodable, from_kafka
from tests.contract.test_contract_codec import example


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("subject_ref", "u-1"),
        ("organisation_id", "4ee44471-2de8-5540-b813-79ab8fe298cb\n"),
        ("session_starts_at", "9999-12-31T00:00:00Z"),
        ("registered_at", "9999-12-15T00:00:00Z"),
        ("registered_at", "0001-01-01T00:00:00+14:00"),
        ("programme", "a\0b"),
        ("a-field-of-a-later-version", "a\0b"),
    ],
)
def test_what_no_reader_could_apply_is_refused(field: Any, sent: Any) -> None:
    """Formats and bounds that a column or a calendar needs: such a record is put aside before it reaches one."""
    golden, headers, _ = example()
    with pytest.raises(Undecodable) as caught:
        from_kafka(headers, json.dumps({**golden["data"], field: sent}).encode())
    assert caught.value.reason == "invalid-data"


def test_an_escaped_backslash_before_u0000_is_text() -> None:
    golden, headers, _ = example()
    data = json.dumps({**golden["data"], "later": "\\u0000"}).encode()
    assert from_kafka(headers, data) == from_kafka(headers, json.dumps(golden["data"]).encode())


def test_a_number_that_readers_disagree_on_is_refused() -> None:
    golden, headers, _ = example("relief/donation-received.v1")
    for amount, taken in ((2**53 - 1, True), (2**53, False), (10**40, False)):
        value = json.dumps({**golden["data"], "amount_fen": amount}).encode()
        with contextlib.nullcontext() if taken else pytest.raises(Undecodable, match="out of range"):
            from_kafka(headers, value)


def test_an_event_on_a_topic_of_another_type_is_refused() -> None:
    _, headers, value = example()
    assert from_kafka(headers, value, "activities.sessions") == from_kafka(headers, value)
    with pytest.raises(Undecodable) as caught:
        from_kafka(headers, value, "engagement.statistics")
    assert caught.value.reason == "wrong-topic"
