"""The database refuses what no ledger may hold; recomputing finds an altered row (RULE-20, RULE-22, RULE-29)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg

from deploy.embedded.postgres import Postgres
from tests.integration.relief.recompute import flaws
from tests.kit.guards import broken_by
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, fund, ident, requested

ENTRY = """insert into entry (fund_id, number, kind, reference, occurred_at, posted_at, previous_hash, hash)
values ($1, 99, 'donation', gen_random_uuid(), now(), now(), sha256(''), sha256(''))"""
LEG = """insert into posting (fund_id, number, account_id, amount_fen)
select $1, 99, id, $3 from account where fund_id = $1 and kind = $2"""


async def lived_in(room: Room) -> str:
    """A fund with a donation, a request that was paid and one that was rejected."""
    money = await fund(room, 100)
    paid = f"/disbursements/{await requested(room, 30, of=money)}"
    await room.done(f"{paid}/approve", who="approver")
    await room.done(f"{paid}/pay", who="payer")
    await room.done(f"/disbursements/{await requested(room, 40, of=money)}/reject", who="approver")
    return money


async def test_rule_22_entries_are_append_only(serve: Serve) -> None:
    async with serve("relief") as room:
        await lived_in(room)
        for table, rows in {"entry": 5, "posting": 10}.items():
            for sql in (f"update {table} set number = number", f"delete from {table}", f"truncate {table} cascade"):
                assert await broken_by(room.conn, sql) == "entry-is-final"
            assert await room.count(table) == rows


UNBALANCED: list[list[tuple[str, int]]] = [
    [],
    [("available", 5)],
    [("available", 5), ("received", -4)],
    [("available", 5), ("received", 5)],
]
BALANCED: list[list[tuple[str, int]]] = [
    [("available", 5), ("received", -5)],
    [("available", 5), ("reserved", 5), ("received", -10)],
]


async def test_rule_20_the_database_refuses_an_unbalanced_entry_at_commit(serve: Serve) -> None:
    async with serve("relief") as room:
        for legs in UNBALANCED:
            assert await committed(room, legs) == "entry-unbalanced"
        assert await room.count("entry") == 0
        for legs in BALANCED:
            assert await committed(room, legs) is None
        assert await room.count("entry") == 2


async def committed(room: Room, legs: list[tuple[str, int]]) -> str | None:
    """Post an entry with these legs to a new fund by hand; the guard that refuses the commit, or None."""
    money = await fund(room)
    try:
        async with room.conn.transaction():
            await room.conn.execute(ENTRY, money)
            for account, amount in legs:
                await room.conn.execute(LEG, money, account, amount)
    except asyncpg.IntegrityConstraintViolationError as error:
        return error.constraint_name
    return None


async def test_rule_20_a_leg_added_to_an_old_entry_is_refused(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10)
        sql = LEG.replace("99", "1")
        assert await broken_by(room.conn, sql, money, "disbursed", 1) == "entry-unbalanced"


async def test_rule_21_the_database_refuses_an_overdraft(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10)
        sql = "update account set balance_fen = balance_fen - 11 where fund_id = $1 and kind = $2"
        assert await broken_by(room.conn, sql, money, "available") == "fund-insufficient"
        # Not a rule of people but a bug of ours: no kebab-case name, so the caller sees a failure, not a refusal.
        assert "-" not in (await broken_by(room.conn, sql, money, "reserved") or "-")


async def test_rule_24_rule_25_nothing_posts_or_resolves_twice(serve: Serve) -> None:
    async with serve("relief") as room:
        await lived_in(room)
        again = """insert into entry (fund_id, number, kind, reference, occurred_at, posted_at, previous_hash, hash)
        select fund_id, 99, $2, reference, now(), now(), hash, hash from entry where kind = $1"""
        for kind in ("donation", "void", "pay"):
            assert await broken_by(room.conn, again, kind, kind) == "entry-already-posted"
        assert await broken_by(room.conn, again, "pay", "void") == "reserve-already-resolved"
        assert await broken_by(room.conn, again, "void", "pay") == "reserve-already-resolved"


async def ledger(room: Room, money: str) -> list[str]:
    """What a third party finds wrong with a fund."""
    [found] = await room.get("/funds")
    entries: list[dict[str, Any]] = await room.get(f"/funds/{money}/entries")
    return flaws(money, entries, found["head"])


TAMPERED = {
    "update posting set amount_fen = amount_fen * 2 where number = 2": "entry 2: altered",
    "update posting set amount_fen = 1 where number = 4 and amount_fen > 0": "entry 4: unbalanced",
    "update entry set kind = 'pay' where number = 5": "entry 5: altered",
    "update entry set reference = gen_random_uuid() where number = 1": "entry 1: altered",
    "update entry set occurred_at = occurred_at - interval '1 microsecond' where number = 3": "entry 3: altered",
    "update entry set posted_at = posted_at + interval '1 day' where number = 3": "entry 3: altered",
    "update entry set hash = sha256('x') where number = 2": "entry 2: altered",
    "delete from posting where number = 3": "",
    "delete from posting where number = 5; delete from entry where number = 5": "the chain does not end at the head",
    "delete from posting where number = 1; delete from entry where number = 1": "entry 2: number 1 is missing",
}


async def test_rule_29_altering_any_row_is_found(serve: Serve, postgres: Postgres) -> None:
    async with serve("relief") as room:
        money = await lived_in(room)
        assert await ledger(room, money) == []
        admin = await asyncpg.connect(postgres.admin_dsn(room.dsn.rsplit("/", 1)[1]))
        try:
            # Triggers off and every constraint gone: what somebody with the keys to the database can do.
            await admin.execute("set session_replication_role = replica")
            await admin.execute("create table kept_entry as table entry; create table kept_posting as table posting")
            for sql, flaw in TAMPERED.items():
                await admin.execute(sql)
                found = await ledger(room, money)
                assert flaw in found if flaw else found, sql
                await admin.execute("truncate entry, posting, reversal")
                await admin.execute("insert into entry table kept_entry; insert into posting table kept_posting")
            assert await ledger(room, money) == []
        finally:
            await admin.close()


async def test_entries_come_by_page(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room)
        for _ in range(5):
            await room.done(f"/funds/{money}/donations", {"organisation_id": ORGANISATION, "amount_fen": 1})
        page = await room.get(f"/funds/{money}/entries", limit=2, after=1)
        assert [e["number"] for e in page] == [2, 3]
        assert await room.get(f"/funds/{money}/entries", after=5) == []


VERIFY = Path(__file__).parents[3] / "docs" / "ledger" / "verify.py"


def verified(*arguments: object) -> tuple[int, str]:
    """What the third party's program says."""
    done = subprocess.run(
        [sys.executable, str(VERIFY), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


async def test_rule_29_a_third_party_checks_the_exported_sheet_against_published_heads(
    serve: Serve, tmp_path: Path
) -> None:
    async with serve("relief") as room:
        money = await lived_in(room)
        await room.done(f"/funds/{money}/entries/3/reverse", {"reason": "退回"}, who="x")
        answer = await room.http.get(f"/funds/{money}/entries/export?format=csv", headers=room.token())
        sheet, forged = tmp_path / "ledger.csv", tmp_path / "forged.csv"
        sheet.write_bytes(answer.content)
        [found] = await room.get("/funds")
        head = f"{found['entries']}:{found['head']}"
        assert verified(money, sheet, head) == (0, f"6 entries hold; head {found['head']}\n")
        assert "was altered" in verified(ident("another fund"), sheet)[1]
        assert verified(money, sheet, f"6:{'0' * 64}")[0] == 1
        text = answer.text
        for was, becomes, flaw in (
            ("reserved 30", "reserved 31", "legs do not sum to zero"),
            ("pay,", "void,", "not what an entry of its kind moves"),
            (",3,,", ",2,,", "takes back something else"),
            (f"\r\n6,{text.split(chr(10) + '6,')[1]}", "\r\n", "the ledger was rewritten"),
        ):
            assert was in text
            forged.write_text(text.replace(was, becomes, 1), encoding="utf-8")
            status, said = verified(money, forged, head)
            assert status == 1
            assert flaw in said
