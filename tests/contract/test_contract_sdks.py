"""Every golden example, written by our codec, through the official CloudEvents SDKs: decoded and valid in each."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.formats.json import JSONFormat
from yarl import URL

from contracts.envelope import from_kafka, to_kafka
from deploy.embedded import jars, node
from deploy.embedded.tell import Teller
from tests.kit.machine import missing

HERE = Path(__file__).resolve().parent
EXAMPLES = sorted((HERE.parents[1] / "contracts" / "examples").rglob("*.json"))
# As a record was written while dataschema was still a relative reference.
OLD = HERE / "golden" / "relative-dataschema.json"
SECONDS = 240
Seen = dict[str, Any]


def headers_and_value(path: Path) -> tuple[list[tuple[str, bytes]], bytes]:
    golden = json.loads(path.read_text(encoding="utf-8"))
    headers = [(name, text.encode()) for name, text in golden["headers"].items()]
    return headers, json.dumps(golden["data"], ensure_ascii=False).encode()


def line(name: str, key: bytes, headers: list[tuple[str, bytes]], value: bytes) -> dict[str, Any]:
    texts = {header: text.decode() for header, text in headers}
    return {"name": name, "key": key.decode(), "headers": texts, "value": base64.b64encode(value).decode()}


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """What our codec puts on a topic for every example; last the record of old, as it lies on the topics still."""
    written = []
    for path in EXAMPLES:
        key, value, headers = to_kafka(from_kafka(*headers_and_value(path)))
        written.append(line(path.stem, key, headers, value))
    headers, value = headers_and_value(OLD)
    return [*written, line("old", b"session/1", headers, value)]


def by(command: list[str], cwd: Path, lines: list[dict[str, Any]], **environment: str) -> list[Seen]:
    """What a program prints for the records, one a line."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        input="".join(json.dumps(record, ensure_ascii=False) + "\n" for record in lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(seen) for seen in done.stdout.splitlines()]


def go(lines: list[dict[str, Any]], _: Path) -> list[Seen]:
    program = shutil.which("go") or missing("no Go on this machine")
    # The modules of go.sum with the compiler that is here, never a fetched one.
    return by([program, "run", "."], HERE / "sdk" / "go", lines, GOTOOLCHAIN="local", GOFLAGS="-mod=readonly")


def java(lines: list[dict[str, Any]], _: Path) -> list[Seen]:
    shutil.which("javac") or missing("no Java compiler on this machine")
    program = shutil.which("java") or missing("no Java on this machine")
    teller, folder = Teller(quiet=True), HERE / "sdk" / "java"
    # Kafka's client and Jackson are the broker's own.
    sdk = jars.ensure(teller, jars.cache_folder().with_name("cloudevents"), folder / "sdk.sha256")
    path = ":".join(str(jar) for jar in [*sdk, *jars.ensure(teller)])
    return by([program, "-XX:TieredStopAtLevel=1", "-cp", path, "Read.java"], folder, lines)


def javascript(lines: list[dict[str, Any]], logs: Path) -> list[Seen]:
    folder = HERE / "sdk" / "javascript"
    program = node.fetch(folder, logs / "npm.log", Teller(quiet=True)).program
    return by([str(program), "read.mjs"], folder, lines)


def python(lines: list[dict[str, Any]], _: Path) -> list[Seen]:
    return [_python(record) for record in lines]


def _python(record: dict[str, Any]) -> Seen:
    headers = {name: text.encode() for name, text in record["headers"].items()}
    # The constructor validates.
    event = from_binary(KafkaMessage(headers, None, base64.b64decode(record["value"])), JSONFormat())
    # CloudEvents asks for a URI here; this SDK lets any text through.
    if not URL(event.get_dataschema() or "").scheme:
        return {"name": record["name"], "error": "dataschema is not an absolute URI"}
    attributes = {name: value for name, value in event.get_attributes().items() if name != "time"}
    moment = event.get_time()
    assert moment is not None
    return {"name": record["name"], "event": attributes | {"time": moment.isoformat(), "data": event.get_data()}}


@pytest.fixture(scope="module", params=[go, java, javascript, python], ids=lambda sdk: sdk.__name__)
def seen(
    request: pytest.FixtureRequest, records: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Seen]:
    """The records as one SDK sees them, by name."""
    read: Callable[[list[dict[str, Any]], Path], list[Seen]] = request.param
    return {one["name"]: one for one in read(records, tmp_path_factory.mktemp("sdk"))}


def test_every_event_is_read_and_found_valid(seen: dict[str, Seen], records: list[dict[str, Any]]) -> None:
    assert {name: one["error"] for name, one in seen.items() if "error" in one and name != "old"} == {}
    for record in records[:-1]:
        event = seen[record["name"]]["event"]
        for header, text in record["headers"].items():
            attribute = "datacontenttype" if header == "content-type" else header.removeprefix("ce_")
            if attribute == "time":
                # JavaScript's moments have milliseconds.
                difference = datetime.fromisoformat(event["time"]) - datetime.fromisoformat(text)
                assert abs(difference) < timedelta(milliseconds=1), record["name"]
            else:
                assert str(event[attribute]) == text, (record["name"], attribute)
        assert event["data"] == json.loads(base64.b64decode(record["value"])), record["name"]


def test_a_relative_dataschema_would_be_refused(seen: dict[str, Seen]) -> None:
    assert "dataschema" in seen["old"]["error"]


def test_our_codec_still_reads_a_relative_dataschema() -> None:
    old = from_kafka(*headers_and_value(OLD))
    written = dict(to_kafka(old)[2])
    assert written["ce_dataschema"] == b"urn:jiayuan:schema:activities:registration-confirmed:v1"
    assert from_kafka(written, headers_and_value(OLD)[1]) == old


def test_the_modules_are_pinned_without_addresses() -> None:
    lock = json.loads((HERE / "sdk" / "javascript" / "package-lock.json").read_text(encoding="utf-8"))
    packages = [body for path, body in lock["packages"].items() if path]
    assert packages
    assert all(body["integrity"].startswith("sha512-") and "resolved" not in body for body in packages)
