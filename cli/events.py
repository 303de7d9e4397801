"""`jiayuan events tail`: what happens on the topics, as it happens, read from Kafka itself."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from cli.running import card_or_exit
from contracts.catalogue import CATALOGUE
from contracts.envelope import Undecodable, from_kafka
from kernel.calendar import SHANGHAI
from kernel.kafka import ConsumerRecord, TopicPartition, start_consumer

app = typer.Typer(add_completion=False)
TOPICS = [t.name for t in CATALOGUE.topics.values() if not t.parked and not t.compacted]


@app.command(epilog="Example: jiayuan events tail --since 10 --type activities.registration-confirmed.v1 --json")
def tail(
    since: Annotated[int, typer.Option(help="Begin this many minutes ago; 0 is now.", min=0)] = 0,
    event_type: Annotated[str | None, typer.Option("--type", help="Only this event type.")] = None,
    follow: Annotated[bool, typer.Option("--follow/--no-follow", help="Go on, or stop at the end.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Print events of every room until Ctrl-C."""
    card = card_or_exit()
    try:
        asyncio.run(_tail(card["bootstrap"], since, event_type, follow, as_json))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


async def _tail(bootstrap: str, since: int, event_type: str | None, follow: bool, as_json: bool) -> None:
    consumer = await start_consumer(bootstrap, "events-tail")
    try:
        partitions = [TopicPartition(t, p) for t in TOPICS for p in range(CATALOGUE.topics[t].partitions)]
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        starts = dict(ends)
        if since:
            moment = int((datetime.now(UTC) - timedelta(minutes=since)).timestamp() * 1000)
            found = await consumer.offsets_for_times(dict.fromkeys(partitions, moment))
            starts = {tp: at.offset if at else ends[tp] for tp, at in found.items()}
        for tp, offset in starts.items():
            consumer.seek(tp, offset)
        left = {tp for tp in partitions if starts[tp] < ends[tp]}
        while follow or left:
            for tp, records in (await consumer.getmany(timeout_ms=200)).items():
                for record in records:
                    _print(record, event_type, as_json)
                if records[-1].offset + 1 >= ends[tp]:
                    left.discard(tp)
    finally:
        await consumer.stop()


def _print(record: ConsumerRecord, event_type: str | None, as_json: bool) -> None:
    try:
        event = from_kafka(record.headers, record.value)
    except Undecodable as error:
        sys.stderr.write(f"{record.topic}/{record.partition}@{record.offset}: {error.reason}\n")
        return
    if event_type is not None and event.type != event_type:
        return
    place = f"{record.topic}/{record.partition}@{record.offset}"
    if as_json:
        line: dict[str, Any] = {
            "id": event.id, "type": event.type, "time": event.time.isoformat(), "subject": event.subject,
            "seq": event.seq, "place": place, "data": json.loads(record.value),
        }  # fmt: skip
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    else:
        local = event.time.astimezone(SHANGHAI).strftime("%m-%d %H:%M:%S")
        sys.stdout.write(f"{local}  {event.type:<45} {event.subject} #{event.seq}  {place}\n")
    sys.stdout.flush()
