"""Statements add up, receipts, published heads, figures open to their rows (REL-13, REL-14, REL-16, REL-19)."""

from __future__ import annotations

import random
from datetime import date
from typing import Any
from uuid import uuid4

from tests.kit.guards import broken_by
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, application, fund, ident, project, requested

DONORS = (ORGANISATION, ident("a"), ident("b"))
WHY = {"reason": "退回"}


async def lived_in(room: Room, seed: int) -> str:
    """A fund in which much happened by chance."""
    chance, money = random.Random(seed), await fund(room)
    for _ in range(40):
        await room.post(
            f"/funds/{money}/donations",
            {"organisation_id": chance.choice(DONORS), "amount_fen": chance.randint(1, 50)},
            who="treasurer",
        )
        await room.post(f"/funds/{money}/disbursements", application(chance.randint(1, 60)), who="submitter")
        open_ones = [d for d in await room.get("/disbursements") if d["state"] in ("requested", "approved")]
        for d in chance.sample(open_ones, k=min(2, len(open_ones))):
            verb = chance.choice(["approve", "reject", "pay", "pay"])
            who = "payer" if verb == "pay" else "approver"
            await room.post(f"/disbursements/{d['disbursement_id']}/{verb}", who=who)
        number = chance.randint(1, 60)
        await room.post(f"/funds/{money}/entries/{number}/reverse", WHY, who="reverser")
    return money


async def test_rule_27_each_fen_of_a_gift_is_somewhere_and_the_lines_add_up(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await lived_in(room, 3)
        [found] = [f for f in await room.get("/funds") if f["fund_id"] == money]
        sums = dict.fromkeys(("available", "reserved", "disbursed", "reversed"), 0)
        gifts = 0
        for donor in DONORS:
            reported = await room.get(f"/organisations/{donor}/statement")
            for gift in reported["gifts"]:
                assert gift["amount_fen"] == sum(gift[f"{k}_fen"] for k in sums)
                assert min(gift[f"{k}_fen"] for k in sums) >= 0
            for key in (*sums, "amount"):
                assert reported[f"{key}_fen"] == sum(g[f"{key}_fen"] for g in reported["gifts"])
            sums = {k: v + reported[f"{k}_fen"] for k, v in sums.items()}
            gifts += reported["amount_fen"]
        assert sums["reversed"] > 0
        assert sums["disbursed"] > 0
        assert {k: found[f"{k}_fen"] for k in ("available", "reserved", "disbursed")} | {
            "reversed": sums["reversed"]
        } == sums
        assert gifts - sums["reversed"] == found["received_fen"]


async def test_one_sees_the_statement_of_ones_own_organisation_alone(serve: Serve) -> None:
    async with serve("relief") as room:
        await fund(room, 70)
        for organisation, expected in ((ORGANISATION, 70), (DONORS[1], 0)):
            answer = await room.http.get("/own/statement", headers=own(room, organisation))
            assert answer.json()["amount_fen"] == expected
        assert (await room.http.get("/own/statement", headers=room.token())).json()["code"] == "organisation-missing"
        denied = await room.http.get(
            f"/organisations/{ORGANISATION}/statement", headers=room.token("partner", {"relief:own"})
        )
        assert denied.status_code == 403
        sheet = await room.http.get("/own/statement/export?format=csv", headers=own(room, ORGANISATION))
        assert len(sheet.text.splitlines()) == 2


def own(room: Room, organisation: str) -> dict[str, str]:
    """A partner's own person."""
    from uuid import UUID

    token = room.signer.issue("partner", {"relief:own", "relief:public"}, organisation=UUID(organisation))
    return {"Authorization": f"Bearer {token}"}


async def test_one_claims_for_ones_own_organisation_whether_or_not_the_rest_is_named(serve: Serve) -> None:
    async with serve("relief") as room:
        made = await project(room, 100)
        for left, body in ((60, {"amount_fen": 40}), (0, {"amount_fen": 60, "line_id": None, "due_on": None})):
            headers = own(room, DONORS[1]) | {"Idempotency-Key": str(uuid4())}
            answer = await room.http.post(f"/own/projects/{made}/claims", json=body, headers=headers)
            assert (answer.status_code, answer.json().get("left_fen")) == (201, left), answer.text
        assert {str(row[0]) for row in await room.conn.fetch("select organisation_id from claim")} == {DONORS[1]}


async def test_receipts_have_no_gap_and_never_disappear(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        money = await fund(room)
        gift = {"organisation_id": ORGANISATION, "amount_fen": 5}
        made = [(await room.done(f"/funds/{money}/donations", gift))["donation_id"] for _ in range(8)]
        race = [(f"/donations/{d}/receipt", None) for d in made for _ in range(2)]
        assert await room.race(*race) == {"done": 8, "receipt-already-exists": 8}
        assert [r["number"] for r in await room.get("/receipts")] == list(range(8, 0, -1))
        [first] = [r["number"] for r in await room.get("/receipts") if r["donation_id"] == made[0]]
        await room.done(f"/receipts/{first}/void", {"reason": "抬头有误"})
        assert await room.refused(f"/receipts/{first}/void", WHY) == (409, "receipt-already-voided")
        assert (await room.done(f"/donations/{made[0]}/receipt"))["number"] == 9
        await room.done(f"/funds/{money}/entries/2/reverse", WHY, who="reverser")
        assert await room.refused(f"/donations/{made[1]}/receipt") == (422, "donation-is-reversed")
        receipts = await room.get("/receipts")
        assert [r["number"] for r in receipts] == list(range(9, 0, -1))
        assert sum(r["voided_at"] is not None for r in receipts) == 2
        for sql in ("delete from receipt", "truncate receipt", "update receipt set amount_fen = 1"):
            assert await broken_by(room.conn, sql) == "receipt-is-final"


async def test_rule_29_heads_are_reported_when_they_changed(serve: Serve) -> None:
    async with serve("relief") as room:
        money, quiet = await fund(room, 5), await fund(room)
        await room.done("/heads")
        assert (await room.done("/heads"))["heads"] == 0
        await room.done(f"/funds/{money}/donations", {"organisation_id": ORGANISATION, "amount_fen": 1})
        assert (await room.done("/heads"))["heads"] == 1
        assert await room.events(f"ledger/{quiet}") == []
        events = await room.events(f"ledger/{money}")
        assert [seq for seq, _ in events] == list(range(1, len(events) + 1))
        data = await room.conn.fetchval(
            "select data from outbox where aggregate = $1 order by id desc", f"ledger/{money}"
        )
        [found] = [f for f in await room.get("/funds") if f["fund_id"] == money]
        assert found["head"] in bytes(data).decode()


async def test_rel_19_a_figure_opens_to_the_rows_that_add_up_to_it(serve: Serve) -> None:
    async with serve("relief") as room:
        await lived_in(room, 5)
        states = await room.get("/disbursements")
        expected = {
            "received_fen": await room.conn.fetchval("select sum(amount_fen) from donation where reversed_at is null"),
            "reserved_fen": sum(d["amount_fen"] for d in states if d["state"] in ("requested", "approved")),
            "disbursed_fen": sum(d["amount_fen"] for d in states if d["state"] == "paid"),
        }
        for metric, total in expected.items():
            rows: list[dict[str, Any]] = []
            while page := (await room.get(f"/figures/{metric}/postings", skip=len(rows), limit=7))["postings"]:
                rows += page
            reported = await room.get(f"/figures/{metric}/postings")
            assert sum(r["amount_fen"] for r in rows) == reported["total_fen"] == total
            assert reported["count"] == len(rows)
        assert (await room.get("/figures/received_fen/postings", to="2001-01-01"))["total_fen"] == 0


async def test_public_totals_add_up_and_tell_of_five_people_or_of_none(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000)
        for n in range(1, 6):
            body = application(10, n)
            one = (await room.done(f"/funds/{money}/disbursements", body, who="submitter"))["disbursement_id"]
            await room.done(f"/disbursements/{one}/approve", who="approver")
            await room.done(f"/disbursements/{one}/pay", who="payer")
            [row] = await room.get("/public/totals", grain="year")
            assert (row["received_fen"], row["disbursed_fen"]) == (1_000, 10 * n)
            assert row["people"] == (5 if n == 5 else None)
        year = date.fromisoformat(row["period"]).year
        for metric in ("received_fen", "disbursed_fen"):
            how = {"programme": row["programme"], "from": f"{year}-01-01", "to": f"{year}-12-31"}
            reported = await room.get(f"/public/totals/{metric}/postings", **how)
            assert reported["total_fen"] == row[metric] == sum(p["amount_fen"] for p in reported["postings"])
            assert {frozenset(p) for p in reported["postings"]} == {
                frozenset({"day", "programme", "kind", "amount_fen", "fund_id", "number"})
            }


async def test_a_payment_is_reported_by_day_only_among_five_people_of_its_month(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000)
        for n in range(1, 7):
            one = (await room.done(f"/funds/{money}/disbursements", application(10 + n, n), who="submitter"))[
                "disbursement_id"
            ]
            await room.done(f"/disbursements/{one}/approve", who="approver")
            await room.done(f"/disbursements/{one}/pay", who="payer")
        await room.conn.execute("update disbursement set paid_at = '2022-03-09T04:00Z' where amount_fen = 11")
        [late, early] = await room.get("/public/totals")
        path = "/public/totals/disbursed_fen/postings"

        async def opened(start: str, end: str) -> tuple[int, int | None, list[int]]:
            how = {"programme": late["programme"], "from": start, "to": end}
            reported = await room.get(path, **how)
            return reported["total_fen"], reported["count"], [p["amount_fen"] for p in reported["postings"]]

        assert (early["people"], late["people"]) == (None, 5)
        # One person's month has its sum and no row, whatever days are asked for.
        assert await opened("2022-03-01", "2022-03-31") == (11, None, [])
        assert await opened("2022-03-10", "2022-03-10") == (11, None, [])
        assert await opened(late["period"], late["period"]) == (70, 5, [12, 13, 14, 15, 16])
        assert await opened("2022-01-01", "2100-12-31") == (81, None, [12, 13, 14, 15, 16])
        # Who asks as an officer still sees each.
        assert (await room.get("/figures/disbursed_fen/postings"))["count"] == 6
        # Four left, because a payment came back.
        number = (await room.get(f"/funds/{money}/entries"))[-1]["number"]
        await room.done(f"/funds/{money}/entries/{number}/reverse", WHY, who="reverser")
        assert await opened(late["period"], late["period"]) == (54, None, [])


async def test_ledgers_and_lists_come_as_sheets(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 50)
        await requested(room, 20, of=money)
        for path in (f"/funds/{money}/entries", "/disbursements", "/receipts", "/case-reads"):
            for kind in ("csv", "xlsx"):
                answer = await room.http.get(f"{path}/export", params={"format": kind}, headers=room.token())
                assert answer.status_code == 200, answer.text
                assert f".{kind}" in answer.headers["content-disposition"]
        ledger = await room.http.get(f"/funds/{money}/entries/export?format=csv", headers=room.token())
        assert "available -20; reserved 20" in ledger.text
