"""A person is erased: name, phone and fingerprints go, nominations count on under the pseudonym (PIPL art. 47)."""

from kernel.commands import Transaction
from kernel.erasure import ErasedHere, Order, people_of
from kernel.routes import command
from services.inspections.storage import SQL


@command("POST /erasures", may="inspections:erase", says="Erase a person.", inner=True)
async def erase_person(tx: Transaction, order: Order) -> ErasedHere:
    """Who is on a business's training register stays there as long as on duty (食品安全法 art. 44)."""
    people = await people_of(tx.conn, order)
    kept = await tx.conn.fetchval(*SQL["on-training-register"](fingerprints=people))
    gone = await tx.conn.fetch(*SQL["erase-people"](fingerprints=people))
    if order.account is not None:
        await tx.conn.execute(*SQL["erase-voter"](account=order.account))
    return ErasedHere(erased={"person": len(gone)}, kept=["training-register"] if kept else [])
