"""A partner's reader: prints the events of the topics it was given, and keeps its place in its own group.

    pip install aiokafka
    python read.py partner.properties activities.sessions [more topics]

`partner.properties` is what `jiayuan partner add` printed. Each record is a CloudEvent in binary form: `ce_*` headers
say what happened, the value is its data as JSON (schemas: contracts/schemas). The same event may come twice: keep
`ce_id`. Events of one `ce_subject` come in order, numbered without a gap by `ce_aggregateseq`.
"""

import asyncio
import json
import sys
from pathlib import Path

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import GroupAuthorizationFailedError, KafkaError, TopicAuthorizationFailedError


def settings(file: str) -> dict[str, str]:
    """The keys and values of a properties file."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


async def read(file: str, topics: list[str]) -> None:
    """Print events until refused or stopped."""
    reported = settings(file)
    consumer = AIOKafkaConsumer(
        *topics,
        bootstrap_servers=reported["bootstrap.servers"],
        security_protocol=reported["security.protocol"],
        sasl_mechanism=reported["sasl.mechanism"],
        sasl_plain_username=reported["sasl.username"],
        sasl_plain_password=reported["sasl.password"],
        group_id=reported["group.id"],
        auto_offset_reset=reported["auto.offset.reset"],
        enable_auto_commit=False,
    )
    try:
        await consumer.start()
        async for record in consumer:
            headers = {key: value.decode() for key, value in record.headers}
            event = {key.removeprefix("ce_"): headers[key] for key in ("ce_id", "ce_type", "ce_subject")}
            print(json.dumps(event | {"data": json.loads(record.value)}, ensure_ascii=False), flush=True)
            # Only now: what is printed is done with.
            await consumer.commit()
    finally:
        await consumer.stop()


if __name__ == "__main__":
    try:
        asyncio.run(read(sys.argv[1], sys.argv[2:]))
    except (TopicAuthorizationFailedError, GroupAuthorizationFailedError) as refused:
        sys.exit(f"refused: {type(refused).__name__}")
    except KafkaError as failed:
        sys.exit(f"failed: {type(failed).__name__}")
    except KeyboardInterrupt:
        pass
