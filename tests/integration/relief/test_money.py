"""A fund's money is never spent twice (RULE-21), however callers race and whatever dies in between (RULE-24)."""

from __future__ import annotations

import random
from typing import Any

from kernel import failpoints
from tests.integration.relief.recompute import balances, flaws
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, ORGANISATION, application, at, fund, ident, now, requested


async def view(room: Room, fund_id: str) -> dict[str, Any]:
    """A fund, after its whole ledger was recomputed and held against the stored balances."""
    [found] = [f for f in await room.get("/funds") if f["fund_id"] == fund_id]
    entries: list[dict[str, Any]] = []
    while page := await room.get(f"/funds/{fund_id}/entries", after=len(entries), limit=50):
        entries += page
    assert flaws(fund_id, entries, found["head"]) == []
    assert found["entries"] == len(entries)
    sums = balances(entries)
    assert sum(sums.values()) == 0
    assert {k: found[f"{k}_fen"] for k in sums} == sums | {"received": -sums["received"]}
    checked: dict[str, Any] = found
    return checked


async def test_rule_21_32_callers_reserve_exactly_what_fits(serve: Serve) -> None:
    async with serve("relief", connections=32) as room:
        for _ in range(10):
            money = await fund(room, 17)
            path = f"/funds/{money}/disbursements"
            outcome = await room.race(*[(path, application(3, n)) for n in range(32)])
            assert outcome == {"done": 5, "fund-insufficient": 27}
            found = await view(room, money)
            assert (found["available_fen"], found["reserved_fen"], found["received_fen"]) == (2, 15, 17)


async def test_rule_21_everything_at_once_keeps_the_books(serve: Serve) -> None:
    """Donations, requests, approvals, rejections and payments race on one fund; the ledger recomputes."""
    chance = random.Random(7)
    async with serve("relief", connections=16) as room:
        money = await fund(room, 100)
        for _ in range(6):
            open_ones = [d for d in await room.get("/disbursements") if d["state"] in ("requested", "approved")]
            calls: list[tuple[str, object]] = [
                (f"/disbursements/{d['disbursement_id']}/{verb}", None)
                for d in open_ones
                for verb in ("approve", "reject", "pay")
            ]
            path = f"/funds/{money}/disbursements"
            calls += [(path, application(chance.randint(1, 60), n)) for n in range(8)]
            gift = {"organisation_id": ORGANISATION, "amount_fen": 20}
            calls += [(f"/funds/{money}/donations", gift)] * 2
            chance.shuffle(calls)
            # The submitter is "somebody", so another caller decides and a third pays; each request is distinguished.
            who = {"approve": "approver", "reject": "rejecter", "pay": "payer"}
            for caller in ("approver", "rejecter", "payer", "somebody"):
                mine = [c for c in calls if who.get(c[0].rsplit("/", 1)[1], "somebody") == caller]
                assert not set(await room.race(*mine, who=caller)) - {
                    "done", "fund-insufficient", "disbursement-not-requested", "disbursement-not-approved",
                    "disbursement-already-settled",
                }  # fmt: skip
            found = await view(room, money)
            assert min(found["available_fen"], found["reserved_fen"], found["disbursed_fen"]) >= 0
        seqs = [seq for seq, _ in await room.events(f"fund/{money}")]
        assert seqs == list(range(1, len(seqs) + 1))


async def test_rule_25_racing_decisions_resolve_a_reserve_once(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        for _ in range(10):
            money = await fund(room, 10)
            one = f"/disbursements/{await requested(room, of=money)}"
            race = [(f"{one}/approve", None), (f"{one}/reject", None)] * 6
            outcome = await room.race(*race, who="other")
            assert 1 <= outcome.pop("done") <= 2
            assert outcome.keys() <= {"disbursement-not-requested", "disbursement-already-settled", "already-approved"}
            await room.race(*[(f"{one}/pay", None)] * 6, who="third")
            found = await view(room, money)
            assert sorted([found["available_fen"], found["reserved_fen"], found["disbursed_fen"]]) == [0, 0, 10]


async def test_rule_24_a_death_between_two_legs_leaves_nothing_and_the_retry_posts_once(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 50)
        before = await view(room, money), await room.events(f"fund/{money}"), await room.count("person")
        path, key = f"/funds/{money}/disbursements", "request-of-today"
        failpoints.arm("ledger.between_legs:1:raise")
        assert (await room.post(path, application(20), key=key)).status_code == 500
        assert before == (await view(room, money), await room.events(f"fund/{money}"), await room.count("person"))
        for _ in range(3):
            await room.done(path, application(20), key=key)
        found = await view(room, money)
        assert (found["entries"], found["available_fen"], found["reserved_fen"]) == (2, 30, 20)


async def test_a_donation_is_there_at_once_and_may_be_typed_in_later(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room)
        path = f"/funds/{money}/donations"
        gift = {"organisation_id": ORGANISATION, "amount_fen": 5}
        late = gift | {"received_at": at(now() + HOUR)}
        assert await room.refused(path, late) == (422, "received-in-the-future")
        when = (now() - 24 * HOUR).replace(microsecond=0)
        reply = await room.done(path, gift | {"received_at": at(when)})
        assert reply["available_fen"] == 5
        [entry] = await room.get(f"/funds/{money}/entries")
        assert (entry["kind"], entry["occurred_at"]) == ("donation", at(when).replace("+00:00", "Z"))
        assert (await view(room, money))["entries"] == 1
        assert await room.refused(f"/funds/{ident('none')}/donations", gift) == (404, "fund-unknown")
        assert await room.refused(f"/funds/{ident('none')}/disbursements", application(1)) == (404, "fund-unknown")
