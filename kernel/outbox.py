"""Events out, first half: a row written in the command's own transaction; `kernel.relay` publishes it.

The aggregate's row is locked before its `seq` is taken, so ids within one aggregate are in commit order.
"""

from datetime import datetime
from uuid import UUID

from contracts.catalogue import CATALOGUE
from contracts.plausible import out_of_range
from contracts.record import Record
from contracts.validation import ContractBroken, check
from kernel import tracing
from kernel.db import Connection
from kernel.identifiers import new_id

# Kafka refuses more than 1 MiB, and one oversize record wedges an idempotent producer for its whole partition.
DATA_LIMIT_BYTES = 256 * 1024

_APPEND = """
insert into outbox (event_id, topic, aggregate, aggregate_seq, type, occurred_at, traceparent, store_epoch, data)
select $1, $2, $3, $4, $5, $6, $7, epoch, $8 from store
"""


class EventTooLarge(ValueError):
    """An event above DATA_LIMIT_BYTES: a bug of the command that made it, never sent to the broker."""


async def append(
    conn: Connection,
    data: Record,
    *,
    aggregate: str,
    seq: int,
    at: datetime,
) -> UUID:
    """Append one event; answers its id. The data is held against its JSON Schema first.

    The trace that runs goes with it: the relay, another task of perhaps another process, goes on with it.

    Raises EventTooLarge, or ContractBroken where the data breaks its own contract.
    """
    event_type = CATALOGUE.type_of(type(data))
    raw = check(event_type, data)
    if place := out_of_range(data):
        # Every reader would put it aside: better the command fails.
        raise ContractBroken(event_type, f"/{place}", "range")
    if len(raw) > DATA_LIMIT_BYTES:
        raise EventTooLarge(event_type)
    event_id = new_id()
    topic = CATALOGUE.topic_of(event_type).name
    await conn.execute(_APPEND, event_id, topic, aggregate, seq, event_type, at, tracing.current_traceparent(), raw)
    return event_id
