"""Records that are almost events: each type's golden example, changed in one place or two."""

from __future__ import annotations

import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from contracts.catalogue import CATALOGUE
from contracts.validation import schema_of
from kernel.identifiers import new_id
from kernel.kafka import ConsumerRecord

EXAMPLES = Path(__file__).resolve().parents[2] / "contracts" / "examples"
_offsets = itertools.count()
WRONG: tuple[Any, ...] = (
    None, "", "x", "a\0b", "\ud7ff\uffff", "9" * 300, "4ee44471-2de8-5540-b813-79ab8fe298cb\n", 0, -1, 2**31,
    2**53, 2**63, 10**25, 1e300, 0.5, True, [], {}, ["x"], {"x": 1}, "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00", "9999-12-15T00:00:00Z", "1999-12-31T18:00:00+08:00",
    "2100-12-31T23:59:59Z", "9999-12-31", "0001-01-01",
)  # fmt: skip
# As JSON, in a field that no schema names: Python's json cannot write some of them.
STRANGE = ('"\\u0000"', '"\\ud800"', "1e400", "1e5000", "1" * 5_000, "[" * 2_000 + "]" * 2_000, '{"a":1,"a":2}')
HEADERS = (
    ("ce_id", b"17"), ("ce_id", b"\0"), ("ce_subject", b"session/\0"), ("ce_subject", b"x" * 3_000),
    ("ce_aggregateseq", b"2147483647"), ("ce_aggregateseq", b"1001"), ("ce_storeepoch", b"2147483647"),
    ("ce_time", b"9999-12-31T23:59:59-12:00"), ("ce_time", b"0001-01-01T00:00:00+14:00"), ("ce_traceparent", b"\0"),
    ("ce_traceparent", b"\xff"), ("ce_type", b"activities.no-such.v1"), ("ce_specversion", b"0.3"),
)  # fmt: skip


@cache
def goldens() -> tuple[dict[str, Any], ...]:
    """Every golden example: headers, key, data."""
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.rglob("*.json")))


@st.composite
def nearly(draw: st.DrawFn, topics: tuple[str, ...]) -> ConsumerRecord:
    """A record on one of `topics`: as it should be, or nearly; now and then the event of another topic."""
    golden = draw(st.sampled_from(goldens()))
    own = CATALOGUE.topic_of(golden["headers"]["ce_type"]).name
    topic = own if own in topics and draw(st.integers(0, 9)) else draw(st.sampled_from(topics))
    headers = {name: text.encode() for name, text in golden["headers"].items()}
    headers |= {"ce_id": str(new_id()).encode(), "ce_subject": f"{golden['key'].partition('/')[0]}/{new_id()}".encode()}
    headers["ce_aggregateseq"] = b"1"
    data = dict(golden["data"])
    change = draw(st.sampled_from(("none", "field", "field", "field", "bound", "strange", "header", "bytes")))
    if change == "field":
        for name in draw(st.lists(st.sampled_from(sorted(data)), min_size=1, max_size=2, unique=True)):
            data[name] = draw(st.sampled_from(WRONG))
    elif change == "bound":
        data |= _within(draw, schema_of(golden["headers"]["ce_type"])["properties"])
    elif change == "header":
        name, wrong = draw(st.sampled_from(HEADERS))
        headers[name] = wrong
    value = json.dumps(data, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    if change == "strange":
        value = value[:-1] + f', "later": {draw(st.sampled_from(STRANGE))}}}'.encode()
    if change == "bytes":
        value = draw(st.sampled_from((b"", b"{", b"[]", b"\xff", value[:-1], value + b" ", b"null")))
    return record(topic, golden["key"].encode(), value, list(headers.items()))


def _within(draw: st.DrawFn, fields: dict[str, Any]) -> dict[str, Any]:
    """Values that the schema allows, at its edges."""
    found: dict[str, Any] = {}
    for name, field in fields.items():
        if field.get("type") == "integer":
            found[name] = draw(st.sampled_from((field.get("minimum", -(2**53) + 1), field.get("maximum", 2**53 - 1))))
        elif field.get("format") == "date-time":
            found[name] = draw(st.sampled_from(("2000-01-01T00:00:00+14:00", "2100-12-31T23:59:59-12:00")))
        elif field.get("type") == "string" and not {"format", "enum", "pattern"} & field.keys():
            found[name] = "\U0010ffff" * min(field.get("maxLength", 300), 300)
    return found


def record(topic: str, key: bytes, value: bytes, headers: list[tuple[str, bytes]]) -> ConsumerRecord:
    """As a broker would hand it over; offsets of all that were made go up."""
    return ConsumerRecord(
        topic=topic, partition=0, offset=next(_offsets), timestamp=0, timestamp_type=0, key=key, value=value,
        checksum=None, serialized_key_size=len(key), serialized_value_size=len(value), headers=tuple(headers),
    )  # fmt: skip
