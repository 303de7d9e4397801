"""Kafka's own console consumer: the topics read from 0 by a program that shares no code with ours."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded import jars, java
from deploy.embedded.kafka_listeners import PLAIN
from deploy.embedded.tell import Teller
from kernel.kafka import access

SUMS = Path(__file__).with_name("console.sha256")
# Nothing arrives for this long: the end was reached.
SILENCE_MS = 8_000


@dataclass(frozen=True, slots=True)
class Dumped:
    """One record as the console consumer printed it."""

    partition: int
    offset: int
    key: str
    headers: dict[str, str]
    value: str


def dump(bootstrap: str, topics: str) -> list[Dumped]:
    """Every record of the topics that the regular expression `topics` names, in the order they were printed."""
    teller = Teller(quiet=True)
    # The tools are published a version behind the broker; their own client comes first, the rest they share.
    classpath = [*jars.ensure(teller, jars.cache_folder().with_name("kafka-console"), SUMS), *jars.ensure(teller)]
    formatting = ["print.partition=true", "print.offset=true", "print.key=true", "print.headers=true"]
    formatting += ["key.separator=\t", "headers.separator=\x1f"]
    command = [str(java.find().path), "-Xmx256m", "-cp", ":".join(map(str, classpath))]
    command += ["org.apache.kafka.tools.consumer.ConsoleConsumer", "--bootstrap-server", bootstrap]
    command += ["--include", topics, "--from-beginning", "--timeout-ms", str(SILENCE_MS)]
    command += ["--command-property", "group.protocol=classic"]
    for setting in formatting:
        command += ["--formatter-property", setting]
    with tempfile.NamedTemporaryFile("w", suffix=".properties") as file:
        file.write(_properties(bootstrap))
        file.flush()
        command += ["--command-config", file.name]
        # What attacks put on a topic is not always text.
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=600)
    records = [_record(line) for line in done.stdout.splitlines() if line.startswith("Partition:")]
    if not records:
        raise AssertionError(f"the console consumer printed nothing: {done.stderr[-2000:]}")
    return records


def _properties(bootstrap: str) -> str:
    """Who we are, in the words of Kafka's own client."""
    own = access(bootstrap)
    if not own.user:
        return ""
    jaas = f'{PLAIN} required username="{own.user}" password="{own.password}";'
    return f"security.protocol={own.protocol}\nsasl.mechanism={own.mechanism}\nsasl.jaas.config={jaas}\n"


def _record(line: str) -> Dumped:
    partition, offset, headers, key, value = line.split("\t", 4)
    pairs = (header.partition(":") for header in headers.split("\x1f"))
    return Dumped(
        int(partition.removeprefix("Partition:")),
        int(offset.removeprefix("Offset:")),
        key,
        {name: text for name, _, text in pairs},
        value,
    )
