"""The head of every ledger that grew is published, so that no keeper of the database can rewrite it (RULE-29)."""

from contracts.events.relief import LedgerHeadPublished
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.funds.row import Head
from services.relief.storage import SQL


class Published(Output):
    """How many ledgers had grown since they were last published."""

    heads: int


@command(
    "POST /heads",
    may="relief:audit",
    says="Publish the heads of all ledgers that grew, now and not with the hour.",
)
async def publish_heads(tx: Transaction) -> Published:
    """One event for each ledger that grew; nothing where nothing did."""
    heads = 0
    for head in await Head.every(tx.conn):
        seq = await tx.conn.fetchval(*SQL["tell-head"](fund_id=head.id, entries=head.entries))
        if seq is not None:
            published = LedgerHeadPublished(**head.facts(), published_at=tx.now)
            await tx.emit(published, aggregate=f"ledger/{head.id}", seq=seq)
            heads += 1
    return Published(heads=heads)
