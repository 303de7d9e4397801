"""The head of every ledger that grew is published, so that no keeper of the database can rewrite it (RULE-29)."""

from contracts.events.relief import LedgerHeadPublished
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.storage import SQL


class Published(Output):
    """How many ledgers had grown since they were last told."""

    heads: int


@command(
    "POST /heads",
    may="relief:audit",
    says="Tell everybody the heads of all ledgers that grew, now and not with the hour.",
)
async def publish_heads(tx: Transaction) -> Published:
    """One event for each ledger that grew; nothing where nothing did."""
    told = 0
    for fund in await tx.conn.fetch(*SQL["unseen-heads"]()):
        seq = await tx.conn.fetchval(*SQL["tell-head"](fund_id=fund["id"], entries=fund["entries"]))
        if seq is not None:
            head = LedgerHeadPublished(
                fund_id=str(fund["id"]), entries=fund["entries"], head=fund["head"], published_at=tx.now
            )
            await tx.emit(head, aggregate=f"ledger/{fund['id']}", seq=seq)
            told += 1
    return Published(heads=told)
