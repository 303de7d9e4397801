"""Examples and made-up events through our codec, the schemas and the official CloudEvents SDK."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.bindings.kafka import from_structured as sdk_from_structured
from cloudevents.core.bindings.kafka import to_binary as sdk_to_binary
from cloudevents.core.bindings.kafka import to_structured as sdk_to_structured
from cloudevents.core.formats.json import JSONFormat

from contracts.catalogue import CATALOGUE
from contracts.envelope import (
    STRUCTURED,
    Undecodable,
    encode_headers,
    from_kafka,
    from_structured,
    to_kafka,
    to_structured,
)
from contracts.events.activities import RegistrationConfirmed, VenueOpened
from contracts.validation import ContractBroken, check, schema_of

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "contracts" / "examples").rglob("*.json"))
JSON = JSONFormat()


def read(path: Any) -> Any:
    golden = json.loads(path.read_text(encoding="utf-8"))
    headers = [(name, text.encode()) for name, text in golden["headers"].items()]
    return golden, headers, json.dumps(golden["data"], ensure_ascii=False).encode()


def example(name: Any = "activities/registration-confirmed.v1") -> Any:
    return read(next(path for path in EXAMPLES if str(path).endswith(f"{name}.json")))


def as_plain(event: Any) -> Any:
    """Our event as the attributes and data that CloudEvents speaks of."""
    attributes = {"id": event.id, "source": event.source, "type": event.type, "time": event.time}
    attributes |= {"subject": event.subject, "aggregateseq": event.seq, "storeepoch": event.store_epoch}
    return attributes | {"traceparent": event.traceparent, "data": msgspec.to_builtins(event.data)}


def sdk_as_plain(event: Any) -> Any:
    attributes = {"id": event.get_id(), "source": event.get_source(), "type": event.get_type()}
    attributes |= {"time": event.get_time(), "subject": event.get_subject()}
    attributes |= {name: int(event.get_extension(name)) for name in ("aggregateseq", "storeepoch")}
    return attributes | {"traceparent": event.get_extension("traceparent"), "data": event.get_data()}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
class TestExamples:
    def test_keeps_its_contract(self, path: Any) -> None:
        golden, _, value = read(path)
        assert check(golden["headers"]["ce_type"], value) == value
        assert golden["key"] == golden["headers"]["ce_subject"]

    def test_key_has_the_shape_that_the_topic_promises(self, path: Any) -> None:
        golden, _, _ = read(path)
        shape = CATALOGUE.topic_of(golden["headers"]["ce_type"]).key
        assert golden["key"] == shape.format(**golden["data"])

    def test_binary_mode_gives_the_same_record_back(self, path: Any) -> None:
        golden, headers, value = read(path)
        key, again, headers_again = to_kafka(from_kafka(headers, value))
        assert key.decode() == golden["key"]
        assert dict(headers_again) == dict(headers)
        assert json.loads(again) == golden["data"]

    def test_official_sdk_reads_the_same_in_binary_mode(self, path: Any) -> None:
        _, headers, value = read(path)
        ours = from_kafka(headers, value)
        _, written, written_headers = to_kafka(ours)
        theirs = from_binary(KafkaMessage(dict(written_headers), None, written), JSON)
        assert sdk_as_plain(theirs) == as_plain(ours)
        assert theirs.get_dataschema() == CATALOGUE.event_type(ours.type).dataschema
        back = sdk_to_binary(theirs, JSON)
        assert from_kafka(back.headers, back.value) == ours

    def test_official_sdk_reads_the_same_in_structured_mode(self, path: Any) -> None:
        _, headers, value = read(path)
        ours = from_kafka(headers, value)
        document = to_structured(ours)
        theirs = sdk_from_structured(KafkaMessage({"content-type": STRUCTURED.encode()}, None, document), JSON)
        assert sdk_as_plain(theirs) == as_plain(ours)
        assert from_structured(document) == ours
        assert from_structured(sdk_to_structured(theirs, JSON).value) == ours

    def test_reader_skips_a_field_that_it_does_not_know(self, path: Any) -> None:
        golden, headers, value = read(path)
        wider = json.dumps({**golden["data"], "added_later": {"deep": [1, None]}}).encode()
        assert from_kafka(headers, wider) == from_kafka(headers, value)

    def test_writer_may_not_send_a_field_that_the_schema_does_not_name(self, path: Any) -> None:
        golden, _, _ = read(path)
        with pytest.raises(ContractBroken) as caught:
            check(golden["headers"]["ce_type"], {**golden["data"], "added_later": 1})
        assert caught.value.rule == "additionalProperties"

    def test_each_required_field_is_required_by_both(self, path: Any) -> None:
        golden, headers, _ = read(path)
        event_type = golden["headers"]["ce_type"]
        needed = schema_of(event_type)["required"]
        fields = msgspec.structs.fields(CATALOGUE.event_class(event_type))
        assert {field.name for field in fields if field.required} == set(needed)
        for field in needed:
            less = {name: item for name, item in golden["data"].items() if name != field}
            with pytest.raises(ContractBroken, match="required"):
                check(event_type, less)
            with pytest.raises(Undecodable, match=f"missing required field `{field}`"):
                from_kafka(headers, json.dumps(less).encode())


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("ce_specversion", b"0.3", "unsupported-specversion"),
        ("ce_type", b"activities.secret-leaked.v1", "unknown-type"),
        ("content-type", b"application/avro", "unsupported-content-type"),
        ("ce_source", b"/relief", "invalid-header"),
        ("ce_id", b"", "invalid-header"),
        ("ce_id", b"\xff\xfe", "invalid-header"),
        ("ce_id", b"17", "invalid-header"),
        ("ce_id", b"017ad000-0002-700e-8000-0000001e8486\n", "invalid-header"),
        ("ce_subject", b"session/\0", "invalid-header"),
        ("ce_subject", b"session/" + b"9" * 5000, "invalid-header"),
        ("ce_traceparent", b"\0", "invalid-header"),
        ("ce_time", b"9999-12-31T23:59:59Z", "invalid-header"),
        ("ce_time", b"0001-01-01T00:00:00+14:00", "invalid-header"),
        ("ce_time", b"2021-07-23T05:52:11", "invalid-header"),
        ("ce_time", b"yesterday", "invalid-header"),
        ("ce_aggregateseq", b"0", "invalid-header"),
        ("ce_aggregateseq", b"1.5", "invalid-header"),
        ("ce_aggregateseq", b"2147483648", "invalid-header"),
        ("ce_aggregateseq", b"9" * 5000, "invalid-header"),
        ("ce_storeepoch", b"-1", "invalid-header"),
    ],
)
def test_a_bad_header_is_refused_with_its_reason(name: Any, text: Any, reason: Any) -> None:
    _, headers, value = example()
    with pytest.raises(Undecodable) as caught:
        from_kafka({**dict(headers), name: text}, value)
    assert caught.value.reason == reason
    assert len(caught.value.detail) < 100


@pytest.mark.parametrize("name", [n for n, _ in example()[1] if n not in ("ce_traceparent", "ce_dataschema")])
def test_a_missing_header_is_named(name: Any) -> None:
    _, headers, value = example()
    with pytest.raises(Undecodable) as caught:
        from_kafka([pair for pair in headers if pair[0] != name], value)
    assert (caught.value.reason, caught.value.detail) == ("missing-header", name)


SECRET = "110105194912310" + "02X"


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("channel", SECRET),
        ("session_id", {"id": SECRET}),
        ("registered_at", SECRET),
        ("registered_at", "2021-07-23T05:52:11"),
        ("programme", SECRET * 10),
        ("programme", None),
    ],
)
def test_bad_data_is_refused_and_never_echoed(field: Any, sent: Any) -> None:
    golden, headers, _ = example()
    data = {**golden["data"], field: sent}
    with pytest.raises(Undecodable) as caught:
        from_kafka(headers, json.dumps(data).encode())
    assert caught.value.reason == "invalid-data"
    assert caught.value.detail.endswith(f"at $.{field}")
    with pytest.raises(ContractBroken) as broken:
        check(golden["headers"]["ce_type"], data)
    assert broken.value.path == f"/{field}"
    assert SECRET not in str(caught.value) + str(broken.value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "no-data"),
        (b"", "no-data"),
        (b"\xff", "invalid-data"),
        (b"[]", "invalid-data"),
        (b"{", "invalid-data"),
        (b'{"a":' * 100_000, "invalid-data"),
        (b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "invalid-data"),
    ],
    ids=["tombstone", "empty", "not-utf8", "list", "cut", "deep-objects", "deep-lists"],
)
def test_bytes_that_are_no_event_are_refused(value: Any, reason: Any) -> None:
    _, headers, _ = example()
    with pytest.raises(Undecodable) as caught:
        from_kafka(headers, value)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"specversion": "0.3"}, "unsupported-specversion"),
        ({"type": "relief.fund-lost.v1"}, "unknown-type"),
        ({"source": "/elsewhere"}, "invalid-header"),
        ({"aggregateseq": 0}, "invalid-header"),
        ({"subject": ""}, "invalid-header"),
        ({"time": "soon"}, "invalid-envelope"),
        ({"id": 7}, "invalid-envelope"),
        ({"data": {"session_id": 1}}, "invalid-data"),
    ],
)
def test_a_bad_structured_document_is_refused_with_its_reason(change: Any, reason: Any) -> None:
    _, headers, value = example()
    document = json.loads(to_structured(from_kafka(headers, value)))
    with pytest.raises(Undecodable) as caught:
        from_structured(json.dumps(document | change).encode())
    assert caught.value.reason == reason


def test_a_structured_document_without_data_is_refused() -> None:
    _, headers, value = example()
    document = json.loads(to_structured(from_kafka(headers, value)))
    del document["data"]
    with pytest.raises(Undecodable, match="no-data"):
        from_structured(json.dumps(document).encode())


@pytest.mark.parametrize(
    "wrong",
    [{"seq": 0}, {"seq": 2**31}, {"store_epoch": -1}, {"time": datetime(2021, 7, 23)}, {"id": ""}],  # noqa: DTZ001
)
def test_a_writer_cannot_make_a_bad_envelope(wrong: Any) -> None:
    good: dict[str, Any] = {"id": "1", "type": "relief.fund-opened.v1", "time": datetime.now(UTC), "subject": "fund/1"}
    assert encode_headers(**good, seq=1, store_epoch=0)
    with pytest.raises(ValueError, match=r"offset|range|empty"):
        encode_headers(**{**good, "seq": 1, "store_epoch": 0, **wrong})


def test_local_times_leave_as_utc_only() -> None:
    _, headers, value = example()
    event = from_kafka(headers, value)
    shanghai = timezone(timedelta(hours=8))
    assert isinstance(event.data, RegistrationConfirmed)
    local = msgspec.structs.replace(event.data, registered_at=event.data.registered_at.astimezone(shanghai))
    with pytest.raises(ContractBroken, match="pattern at /registered_at"):
        check(event.type, local)
    moved = msgspec.structs.replace(event, time=event.time.astimezone(shanghai))
    assert dict(to_kafka(moved)[2]) == dict(headers)


def test_an_absent_optional_field_stays_absent() -> None:
    _, headers, value = example("activities/venue-opened.v1.minimal")
    data = from_kafka(headers, value).data
    assert isinstance(data, VenueOpened)
    assert data.address is None
    assert b"address" not in check("activities.venue-opened.v1", data)
