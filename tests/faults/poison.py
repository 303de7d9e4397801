"""Records that no consumer can apply: what an attack found, and as many others as asked for, on every topic."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from contracts.catalogue import CATALOGUE, Topic
from contracts.envelope import Undecodable, from_kafka
from kernel.kafka import start_producer

EXAMPLES = Path(__file__).resolve().parents[2] / "contracts" / "examples"
# So that oracles which read topics can tell these records from the rooms' own.
MARK = "test-poison"
Headers = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Poison:
    """One record, as it goes on a topic."""

    topic: str
    key: bytes
    value: bytes
    headers: Headers


@cache
def _goldens() -> dict[str, tuple[str, Headers, dict[str, Any]]]:
    """The first golden example of every type: key, headers, data."""
    found: dict[str, tuple[str, Headers, dict[str, Any]]] = {}
    for path in sorted(EXAMPLES.glob("*/*.json")):
        document = json.JSONDecoder().raw_decode(path.read_text(encoding="utf-8"))[0]
        record = document[0] if isinstance(document, list) else document
        headers = {name: text.encode() for name, text in record["headers"].items()}
        found.setdefault(record["headers"]["ce_type"], (record["key"], headers, record["data"]))
    return found


def found_by_attack(topic: Topic) -> Iterator[Poison]:
    """Each of these ended a process of version 0.1, again and again (an id, a NUL, a topic, a year, a person)."""
    for event_type in topic.events:
        key, headers, data = _goldens()[event_type]
        yield _made(topic, key, headers | {"ce_id": b"no-uuid"}, data)
        spoiled = {name: _spoiled(name, value) for name, value in data.items()}
        if spoiled != data:
            yield _made(topic, key, headers, spoiled)
        for name, value in data.items():
            if name.endswith("_at"):
                yield _made(topic, key, headers, data | {name: "9999-12-31T23:59:59Z"})
            if isinstance(value, str) and name.endswith(("_ref", "_id")):
                yield _made(topic, key, headers, data | {name: "x"})
    stranger = next(t for t in CATALOGUE.topics.values() if t.events and t is not topic).events[0]
    key, headers, data = _goldens()[stranger]
    yield _made(topic, key, headers, data)


def _spoiled(name: str, value: Any) -> Any:
    return f"{value}\u0000" if isinstance(value, str) and not name.endswith(("_at", "_id", "_ref")) else value


def thought_of(topic: Topic, count: int, seed: int) -> Iterator[Poison]:
    """`count` records made from the golden examples by chance, of which the codec can read none."""
    chance = random.Random(f"{topic.name}:{seed}")
    while count:
        key, headers, data = _goldens()[chance.choice(topic.events)]
        made = chance.choice(CHANGES)(chance, dict(headers), copy.deepcopy(data))
        if _readable(*made):
            continue
        yield Poison(topic.name, key.encode(), made[1], made[0])
        count -= 1


def _readable(headers: Headers, value: bytes) -> bool:
    try:
        from_kafka(headers, value)
    except Undecodable:
        return False
    return True


def _made(topic: Topic, key: str, headers: Headers, data: dict[str, Any]) -> Poison:
    return Poison(topic.name, key.encode(), json.dumps(data, ensure_ascii=False).encode(), headers)


def _header_gone(chance: random.Random, headers: Headers, data: dict[str, Any]) -> tuple[Headers, bytes]:
    headers.pop(chance.choice(list(headers)))
    return headers, json.dumps(data).encode()


def _header_changed(chance: random.Random, headers: Headers, data: dict[str, Any]) -> tuple[Headers, bytes]:
    junk = (b"", b"\xff\xfe", b"0", b"-1", b"9" * 40, b"x" * 5_000, "\u0000".encode(), "名".encode())
    headers[chance.choice(list(headers))] = chance.choice(junk)
    return headers, json.dumps(data).encode()


def _value_changed(chance: random.Random, headers: Headers, data: dict[str, Any]) -> tuple[Headers, bytes]:
    junk: tuple[Any, ...] = (
        None,
        True,
        -1,
        2**63,
        1.5,
        "",
        "\u0000",
        [],
        {},
        [[]],
        "9999-12-31T00:00:00Z",
        "x" * 9_000,
    )
    data[chance.choice(list(data))] = chance.choice(junk)
    return headers, json.dumps(data).encode()


def _value_gone(chance: random.Random, headers: Headers, data: dict[str, Any]) -> tuple[Headers, bytes]:
    data.pop(chance.choice(list(data)))
    return headers, json.dumps(data).encode()


def _bytes_cut(chance: random.Random, headers: Headers, data: dict[str, Any]) -> tuple[Headers, bytes]:
    whole = json.dumps(data).encode()
    return headers, whole[: chance.randrange(len(whole))]


def _other_bytes(chance: random.Random, headers: Headers, _: dict[str, Any]) -> tuple[Headers, bytes]:
    return headers, chance.choice((b"null", b"[]", b"NaN", b"[" * 10_000, b'"x"', b"\x00", chance.randbytes(200)))


CHANGES = (_header_gone, _header_changed, _value_changed, _value_gone, _bytes_cut, _other_bytes)


async def put(bootstrap: str, records: list[Poison]) -> None:
    """Put records on their topics. Raises KafkaError."""
    producer = await start_producer(bootstrap, "poison")
    try:
        for record in records:
            headers = [*record.headers.items(), (MARK, b"1")]
            await producer.send(record.topic, record.value, key=record.key, headers=headers)
        await producer.flush()
    finally:
        await producer.stop()
