"""The checks of `jiayuan verify` in relief: a sound database passes, and what is planted is caught by its name."""

from __future__ import annotations

import asyncpg
import pytest

from cli.verify.recount import CHECKS
from deploy.embedded.postgres import Postgres
from kernel.db import Connection
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, fund, granted, project, requested

# Check -> what is done with the keys to the database: triggers off, as its owner.
PLANTED = {
    "claimed-within-need": "update project set claimed_fen = claimed_fen + 1",
    "accounts-equal-their-postings": "update account set balance_fen = balance_fen + 1 where kind = 'disbursed'",
    "entries-sum-to-zero": "update posting set amount_fen = amount_fen + 1 where number = 1 and amount_fen > 0",
    "entries-without-gap": "delete from entry where number = 2",
    "disbursements-as-posted": "update disbursement set state = 'approved', paid_by = null, paid_at = null"
    " where state = 'paid'",
    "nothing-paid-twice": 'alter table entry drop constraint "entry-already-posted"; drop index'
    ' "reserve-already-resolved"; insert into entry select fund_id, number + 90, kind, reference, occurred_at,'
    " posted_at, previous_hash, hash from entry where kind = 'pay'",
    "reversals-once-and-linked": "delete from reversal",
    "approved-by-enough-others": "update approval set approver = 'submitter'",
    "household-within-cap": "update relief_case set monthly_fen = cap_fen",
    "case-grants-as-drawn": "update relief_case set promised_fen = promised_fen + 1 where promised_fen > 0",
    "paid-after-notice": "delete from objection; delete from notice",
    "gifts-add-up": "update donation set amount_fen = amount_fen + 1",
    "receipts-without-gap": "delete from receipt where number = 1",
    "receipts-as-given": "update receipt set amount_fen = amount_fen + 1",
    "claims-within-lines": "update project_line set claimed = claimed + 1",
    "heads-as-published": "update told_head set entries = entries + 1",
    # One fen more on both legs of an entry: it still balances, and only the chain knows.
    "chain-as-sealed": "update posting set amount_fen = amount_fen + sign(amount_fen) where number = 1",
}


async def lived_in(room: Room) -> None:
    """A little of everything: gifts, receipts, payments, reversals, two cases of one household, claims, heads."""
    money = await fund(room, 1_000_000)
    [entry] = await room.get(f"/funds/{money}/entries")
    await room.done(f"/donations/{entry['reference']}/receipt")
    case, _ = [await granted(room, 1, n, monthly_fen=150_000) for n in (2, 3)]
    body = {"amount_fen": 50, "purpose": "medical", "case_id": case, "member": 1}
    asked = [(await room.done(f"/funds/{money}/disbursements", body, who="submitter"))["disbursement_id"]]
    asked += [await requested(room, 10, of=money) for _ in range(2)]
    for one in asked:
        await room.done(f"/disbursements/{one}/approve", who="approver")
        await room.done(f"/disbursements/{one}/pay", who="payer")
    number = (await room.get(f"/funds/{money}/entries"))[-1]["number"]
    await room.done(f"/funds/{money}/entries/{number}/reverse", {"reason": "退回"}, who="x")
    line = {"title": "箱", "unit": "箱", "needed": 9, "unit_fen": 5}
    about = {"title": "福民", "programme": "x", "organisation_id": ORGANISATION, "lines": [line]}
    made = (await room.done("/projects", about))["project_id"]
    [view] = [p for p in await room.get("/projects") if p["project_id"] == made]
    part = {"organisation_id": ORGANISATION, "line_id": view["lines"][0]["line_id"], "quantity": 3}
    await room.done(f"/projects/{made}/claims", part)
    await project(room, 5)
    await room.done("/heads")


async def broken(conn: Connection) -> dict[str, int]:
    """How many rows each check names."""
    return {name: n for name, sql in CHECKS["relief"].items() if (n := len(await conn.fetch(*sql())))}


def test_every_check_has_its_planted_violation() -> None:
    assert CHECKS["relief"].keys() == PLANTED.keys()


@pytest.mark.timeout(300)
async def test_a_sound_room_passes_and_each_violation_is_caught(serve: Serve, postgres: Postgres) -> None:
    async with serve("relief") as room:
        await lived_in(room)
        assert await broken(room.conn) == {}
        admin = await asyncpg.connect(postgres.admin_dsn(room.dsn.rsplit("/", 1)[1]))
        try:
            # Triggers and foreign keys off, and the checks that the plant breaks first out of the way.
            checks = await admin.fetch(
                "select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint"
                " where contype = 'c' and connamespace = 'public'::regnamespace"
            )
            for row in checks:
                await admin.execute(f"alter table {row['table']} drop constraint {row['name']}")
            for name, sql in PLANTED.items():
                async with _undone(admin):
                    await admin.execute("set local session_replication_role = replica")
                    await admin.execute(sql)
                    assert name in await broken(admin), name
            assert await broken(admin) == {}
        finally:
            await admin.close()


class _undone:  # reads as a phrase
    """A transaction that is rolled back whatever happens."""

    def __init__(self, conn: Connection) -> None:
        self._transaction = conn.transaction()

    async def __aenter__(self) -> None:
        await self._transaction.start()

    async def __aexit__(self, *_: object) -> None:
        await self._transaction.rollback()
