"""A payee is erased as far as the law lets go of them: name and phone at once or once nothing is open, hashes later.

Entries of the ledger, amounts and pseudonyms stay; vouchers are kept for thirty years outside this system
(会计档案管理办法 art. 14). Relations stay: they guard others' money (慈善法 art. 40, 59). A household's file is
sealed and goes with its case.
"""

from datetime import timedelta

from kernel.commands import Transaction
from kernel.erasure import ErasedHere, Order, people_of
from kernel.routes import command
from services.relief.limits import Limits
from services.relief.storage import SQL


@command("POST /erasures", may="relief:erase", says="Erase a person.", inner=True)
async def erase_person(tx: Transaction, order: Order) -> ErasedHere:
    """What cannot go yet is remembered, and goes with `forget_asked` when its time is over."""
    people = await people_of(tx.conn, order)
    await tx.conn.execute(*SQL["ask-to-forget"](fingerprints=people, requested_at=tx.now))
    kept = [row["kept"] for row in await tx.conn.fetch(*SQL["kept-of-people"](fingerprints=people))]
    gone = await tx.conn.fetch(*SQL["forget-names"]())
    return ErasedHere(erased={"person": len(gone)}, kept=kept)


async def forget_asked(tx: Transaction) -> None:
    """Names go once nothing is open; hashes once a request could no longer be a part of a split one (RULE-23)."""
    await tx.conn.fetch(*SQL["forget-names"]())
    await tx.conn.execute(*SQL["forget-marks"](requested_at=tx.now - timedelta(days=Limits().split_window_days)))
