"""Our own CloudEvents 1.0 codec: events to and from Kafka records (binary mode) and structured JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Generic, TypeVar

import msgspec

from contracts.catalogue import CATALOGUE, EventType
from contracts.plausible import holds_nul, is_in_time, out_of_range
from contracts.record import UUID_TEXT, Moment, Record

T_co = TypeVar("T_co", bound=Record, covariant=True)
Headers = Iterable[tuple[str, bytes]] | Mapping[str, bytes]

STRUCTURED = "application/cloudevents+json"
# CloudEvents integers are signed 32-bit (spec 1.0.2, section 3.1).
MAX_INTEGER = 2**31 - 1
# Of a subject: well within what a reader's key column takes (an index row of Postgres has 2,704 bytes).
MAX_SUBJECT_BYTES = 1_000


class Event(msgspec.Struct, Generic[T_co], frozen=True, kw_only=True):
    """A fact with its envelope: `subject` is the aggregate ("session/<id>"), `seq` counts 1..n within it.

    `store_epoch` grows when the room's database was restored from a backup: a seq may then be reused.
    """

    id: str
    source: str
    type: str
    time: datetime
    subject: str
    seq: int
    store_epoch: int
    data: T_co
    traceparent: str | None = None


class Undecodable(Exception):
    """Bytes that are no event of ours; `reason` is a kebab-case code, `detail` never holds a value sent."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


_ENCODER = msgspec.json.Encoder()
_TYPES: dict[bytes, tuple[EventType, str, msgspec.json.Decoder[Record]]] = {
    name.encode(): (entry, entry.source, msgspec.json.Decoder(entry.cls))
    for name, entry in CATALOGUE.event_types.items()
}
_is_uuid = re.compile(UUID_TEXT).match
_PLACE = re.compile(r" - at `(?:key in )?(\$[^`]*)`$")
# The messages of msgspec that speak of types, bounds and our own field names only; others quote the value.
_HARMLESS = ("Expected `", "Object missing required field `")


def encode_headers(
    *,
    id: str,
    type: str,
    time: datetime,
    subject: str,
    seq: int,
    store_epoch: int,
    traceparent: str | None = None,
) -> list[tuple[str, bytes]]:
    """Headers of the Kafka binary mode; source and dataschema follow from the type; ValueError if malformed."""
    entry = CATALOGUE.event_type(type)
    if time.tzinfo is None:
        raise ValueError("time has no offset")
    if not 1 <= seq <= MAX_INTEGER or not 0 <= store_epoch <= MAX_INTEGER:
        raise ValueError("seq or store_epoch out of range")
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", _text(id)),
        ("ce_source", entry.source.encode()),
        ("ce_type", type.encode()),
        ("ce_time", _rfc3339(time).encode()),
        ("ce_subject", _text(subject)),
        ("ce_dataschema", entry.dataschema.encode()),
        ("ce_aggregateseq", b"%d" % seq),
        ("ce_storeepoch", b"%d" % store_epoch),
        ("content-type", b"application/json"),
    ]
    if traceparent is not None:
        headers.append(("ce_traceparent", _text(traceparent)))
    return headers


def encode_data(data: Record) -> bytes:
    """Value of the Kafka record: compact JSON, times in UTC with a Z as they were given."""
    return _ENCODER.encode(data)


def to_kafka(event: Event[Record]) -> tuple[bytes, bytes, list[tuple[str, bytes]]]:
    """(key, value, headers) in binary mode; the key is the subject, so that an aggregate stays in order."""
    headers = encode_headers(
        id=event.id,
        type=event.type,
        time=event.time,
        subject=event.subject,
        seq=event.seq,
        store_epoch=event.store_epoch,
        traceparent=event.traceparent,
    )
    return event.subject.encode(), _ENCODER.encode(event.data), headers


def from_kafka(headers: Headers, value: bytes | None, topic: str | None = None) -> Event[Record]:
    """The event in a record of the binary mode; Undecodable for anything else.

    With a `topic`, an event whose type belongs on another one is Undecodable as well: its reader would take it for
    what it is not.
    """
    fields = headers if isinstance(headers, Mapping) else dict(headers)
    try:
        if fields["ce_specversion"] != b"1.0":
            raise Undecodable("unsupported-specversion", "ce_specversion is not 1.0")
        known = _TYPES.get(fields["ce_type"])
        if known is None:
            raise Undecodable("unknown-type", "ce_type is not in the catalogue")
        if fields["content-type"].partition(b";")[0] != b"application/json":
            raise Undecodable("unsupported-content-type", "content-type is not application/json")
        entry, source, decoder = known
        if topic is not None and topic != entry.topic.name:
            raise Undecodable("wrong-topic", "ce_type belongs on another topic")
        trace = fields.get("ce_traceparent")
        if fields["ce_source"].decode() != source:
            raise Undecodable("invalid-header", "ce_source is not the type's room")
        return Event(
            id=_header(fields, "ce_id", _is_uuid),
            source=source,
            type=entry.type,
            time=_time(fields["ce_time"]),
            subject=_header(fields, "ce_subject", _is_subject),
            seq=_integer(fields, "ce_aggregateseq", 1),
            store_epoch=_integer(fields, "ce_storeepoch", 0),
            traceparent=None if trace is None else _header(fields, "ce_traceparent"),
            data=_data(decoder, value),
        )
    except KeyError as missing:
        raise Undecodable("missing-header", str(missing.args[0])) from None
    except UnicodeDecodeError:
        raise Undecodable("invalid-header", "a header is not UTF-8") from None


class _Structured(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The JSON format of CloudEvents 1.0, with our two extensions."""

    specversion: str
    id: str
    source: str
    type: str
    time: Moment
    subject: str
    dataschema: str | None = None
    datacontenttype: str = ""
    aggregateseq: int
    storeepoch: int
    traceparent: str | None = None
    data: msgspec.Raw = msgspec.Raw()


# Not strict: a bridge that went through headers has turned the two integers into text.
_STRUCTURED = msgspec.json.Decoder(_Structured, strict=False)


def to_structured(event: Event[Record]) -> bytes:
    """An event as one JSON document of type application/cloudevents+json."""
    entry = CATALOGUE.event_type(event.type)
    return _ENCODER.encode(
        _Structured(
            specversion="1.0",
            id=event.id,
            source=entry.source,
            type=event.type,
            time=event.time.astimezone(UTC),
            subject=event.subject,
            dataschema=entry.dataschema,
            datacontenttype="application/json",
            aggregateseq=event.seq,
            storeepoch=event.store_epoch,
            traceparent=event.traceparent,
            data=msgspec.Raw(_ENCODER.encode(event.data)),
        )
    )


def from_structured(document: bytes) -> Event[Record]:
    """The event in a document of the structured mode; Undecodable for anything else."""
    try:
        outer = _STRUCTURED.decode(document)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Undecodable("invalid-envelope", _explain(error)) from None
    if outer.specversion != "1.0":
        raise Undecodable("unsupported-specversion", "specversion is not 1.0")
    known = _TYPES.get(outer.type.encode())
    if known is None:
        raise Undecodable("unknown-type", "type is not in the catalogue")
    entry, source, decoder = known
    if outer.source != source:
        raise Undecodable("invalid-header", "source is not the type's room")
    if not 1 <= outer.aggregateseq <= MAX_INTEGER or not 0 <= outer.storeepoch <= MAX_INTEGER:
        raise Undecodable("invalid-header", "aggregateseq or storeepoch out of range")
    if not _is_uuid(outer.id) or not _is_subject(outer.subject) or not is_in_time(outer.time):
        raise Undecodable("invalid-header", "id, subject or time is not what it must be")
    return Event(
        id=outer.id,
        source=source,
        type=entry.type,
        time=outer.time,
        subject=outer.subject,
        seq=outer.aggregateseq,
        store_epoch=outer.storeepoch,
        traceparent=outer.traceparent,
        data=_data(decoder, bytes(outer.data)),
    )


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(value: str) -> bytes:
    if not value:
        raise ValueError("an attribute of the envelope is empty")
    return value.encode()


def _header(fields: Mapping[str, bytes], name: str, fits: Callable[[str], object] = bool) -> str:
    text = fields[name].decode()
    if "\0" in text or not fits(text):
        raise Undecodable("invalid-header", f"{name} is not what it must be")
    return text


def _is_subject(text: str) -> bool:
    return 0 < len(text.encode()) <= MAX_SUBJECT_BYTES and "\0" not in text


def _integer(fields: Mapping[str, bytes], name: str, least: int) -> int:
    raw = fields[name]
    # bytes.isdigit is ASCII only; the length keeps int() away from its quadratic case.
    if not raw.isdigit() or len(raw) > 10 or not least <= (number := int(raw)) <= MAX_INTEGER:
        raise Undecodable("invalid-header", f"{name} is not an integer in range")
    return number


def _time(raw: bytes) -> datetime:
    try:
        moment: datetime = msgspec.convert(raw.decode(), Moment)
    except msgspec.ValidationError:
        raise Undecodable("invalid-header", "ce_time is not an RFC 3339 time with an offset") from None
    if not is_in_time(moment):
        raise Undecodable("invalid-header", "ce_time is out of range")
    return moment


def _data(decoder: msgspec.json.Decoder[Record], value: bytes | None) -> Record:
    if not value:
        raise Undecodable("no-data", "the record has no value")
    try:
        data = decoder.decode(value)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Undecodable("invalid-data", _explain(error)) from None
    if holds_nul(value):
        raise Undecodable("invalid-data", "a text holds a NUL")
    if place := out_of_range(data):
        raise Undecodable("invalid-data", f"out of range at $.{place}")
    return data


def _explain(error: Exception) -> str:
    """What is wrong and where, without the value that is wrong: it may be personal data."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    message = str(error)
    if not isinstance(error, msgspec.ValidationError):
        return "not JSON"
    place = _PLACE.search(message)
    where = place[1] if place else "$"
    if not message.startswith(_HARMLESS):
        return f"value not allowed at {where}"
    what = message[: place.start()] if place else message
    return f"{what} at {where}"
