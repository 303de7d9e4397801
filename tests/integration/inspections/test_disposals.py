"""A failure is followed up until it is closed, and takes honours with it (INS-9, INS-12, INS-15, RULE-18, RULE-19)."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

from cli.verify.recount import CHECKS
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import (
    HOUR,
    asked,
    at,
    corrected,
    drawn,
    finding,
    ident,
    laboratory,
    now,
    person,
    published,
    received,
)

CORRECTION = finding("qualified") | {"note": "抄录时写错"}


async def sound(room: Room) -> None:
    """What `jiayuan verify` looks at in this room holds."""
    for name, sql in CHECKS["inspections"].items():
        assert await room.conn.fetch(*sql()) == [], name


async def award(room: Room, name: str = "award") -> str:
    """A granted award of "noodles"; answers its path."""
    body = {"award_id": ident(name), "establishment_id": ident("noodles"), "ends_on": "2035-01-01"}
    await room.done("/awards", body)
    await room.done(f"/awards/{ident(name)}/grant")
    return f"/awards/{ident(name)}"


async def states(room: Room) -> list[str]:
    """The states of awards, then of pledges."""
    return [x["state"] for path in ("/awards", "/pledges") for x in await room.get(path)]


async def test_ins_15_a_failure_suspends_and_breaks_in_its_own_transaction_and_closing_restores(serve: Serve) -> None:
    async with serve("inspections") as room:
        one = await received(room)
        path = await award(room)
        await room.done("/pledges", {"establishment_id": ident("noodles"), "ends_on": "2035-01-01"})
        assert await states(room) == ["granted", "in-force"]
        await room.done(f"/samples/{one}/result", finding("unqualified"), who="analyst")
        await room.done(f"/samples/{one}/verify", who="verifier")
        assert await states(room) == ["granted", "in-force"]
        await room.done(f"/samples/{one}/publish", who="verifier")
        assert await states(room) == ["suspended", "broken"]
        written = [
            await room.conn.fetchval(f"select xmin::text from {t}") for t in ("award", "safety_pledge", "disposal")
        ]
        assert len(set(written)) == 1
        [disposal] = [d["disposal_id"] for d in await room.get("/disposals")]
        again = {"establishment_id": ident("noodles"), "ends_on": "2036-01-01"}
        assert await room.refused("/pledges", again) == (422, "disposal-open")
        assert await room.refused(f"{path}/grant") == (409, "award-not-proposed")
        assert await room.refused(f"/disposals/{disposal}/close") == (409, "disposal-not-in-order")
        await room.done(f"/disposals/{disposal}/rectify")
        await room.done(f"/disposals/{disposal}/recheck", {"outcome": "failed"})
        assert await room.refused(f"/disposals/{disposal}/close") == (409, "disposal-not-in-order")
        await room.done(f"/disposals/{disposal}/recheck", {"outcome": "passed"})
        await sound(room)
        outcome = await room.race(*[(f"/disposals/{disposal}/close", None)] * 4)
        assert outcome == {"done": 1, "disposal-not-in-order": 3}
        # A broken pledge stays broken: its word cannot be given back, only given anew.
        assert await states(room) == ["granted", "broken"]
        await room.done("/pledges", again)
        reported = [kind for _, kind in await room.events(f"award/{ident('award')}")]
        assert reported == ["award-granted", "award-suspended", "award-restored"]
        await sound(room)


async def test_rule_19_a_superseded_failure_closes_its_disposal_and_a_new_failure_opens_one(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await published(room)
        await corrected(room, made)
        [first] = await room.get("/disposals")
        assert (first["state"], first["closing_reason"]) == ("closed", "result-superseded")
        await corrected(room, made, "unqualified")
        assert [d["version"] for d in await room.get("/disposals")] == [1, 3]
        await sound(room)


async def test_ins_15_no_award_is_granted_while_a_failure_is_published(serve: Serve) -> None:
    """However grant and publication race, no award holds beside an open disposal."""
    async with serve("inspections", connections=16) as room:
        for n in range(6):
            one = await received(room)
            await room.done(f"/samples/{one}/result", finding("unqualified"), who="analyst")
            await room.done(f"/samples/{one}/verify", who="verifier")
            body = {"award_id": ident(f"a{n}"), "establishment_id": ident("noodles"), "ends_on": "2035-01-01"}
            await room.done("/awards", body)
            await room.race((f"/samples/{one}/publish", None), (f"/awards/{ident(f'a{n}')}/grant", None), who="x")
            assert "granted" not in await states(room)
            await sound(room)
            await corrected(room, one)
            await room.done(f"/awards/{ident(f'a{n}')}/revoke", {"reason": "breach"})


async def test_rule_19_closing_a_round_races_a_correction_and_leaves_nothing_open(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        for _ in range(6):
            made = await published(room, "qualified")
            of = (await room.get(f"/samples/{made}"))["round_id"]
            decision = await asked(room, made, "unqualified")
            await room.race((f"/rounds/{of}/close", None), (f"{decision}/approve", None), who="verifier")
            await sound(room)


async def test_rule_18_a_retest_goes_to_another_laboratory_and_is_final(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await published(room)
        path = f"/samples/{made}"
        for name in ("second", "third"):
            await laboratory(room, name)
        old = {"laboratory_id": ident("old"), "name": "old", "in_force_from": "2020-01-01", "in_force_to": "2020-12-31"}
        await room.done("/laboratories", old)
        soon = now() + timedelta(milliseconds=300)
        assert await room.refused(f"{path}/retest/laboratory", {"entropy": [["1"]]}) == (404, "retest-unknown")
        past = {"entropy_source": "双色球", "entropy_at": at(now() - HOUR)}
        assert await room.refused(f"{path}/retest", past) == (422, "committed-after-the-entropy")
        await room.done(f"{path}/retest", past | {"entropy_at": at(soon)})
        assert await room.refused(f"{path}/retest/laboratory", {"entropy": [["1"]]}) == (
            422,
            "drawn-before-the-entropy",
        )
        while now() <= soon:
            await asyncio.sleep(0.01)
        reply = await room.done(f"{path}/retest/laboratory", {"entropy": [["9", "26"]]})
        assert reply["candidates"] == sorted([ident("second"), ident("third")])
        assert reply["laboratory_id"] in reply["candidates"]
        assert await room.refused(f"{path}/retest/laboratory", {"entropy": [["1"]]}) == (
            409,
            "laboratory-already-drawn",
        )
        concluded = await room.done(f"{path}/retest/conclusion", finding("unqualified"), who="analyst")
        # Nothing is published yet; what was mistyped is turned down, and the re-test concluded again.
        assert [r["verdict"] for r in (await room.get(path))["results"]] == ["unqualified"]
        again = finding("qualified")
        assert await room.refused(f"{path}/retest/conclusion", again) == (409, "correction-already-open")
        await room.done(f"/corrections/{concluded['correction_id']}/reject", who="verifier")
        concluded = await room.done(f"{path}/retest/conclusion", again, who="analyst")
        decision = f"/corrections/{concluded['correction_id']}"
        assert await room.refused(f"{decision}/approve", who="analyst") == (403, "correction-approved-by-requester")
        await room.done(f"{decision}/approve", who="verifier")
        row = await room.conn.fetchrow("select data from outbox where type like '%result-superseded%'")
        assert row is not None
        reported = json.loads(row["data"])
        assert reported["retest_id"] == (await room.get(f"{path}/retest"))["retest_id"]
        assert reported["correction_id"] == concluded["correction_id"]
        assert await room.refused(f"{path}/corrections", CORRECTION) == (422, "retest-is-final")
        assert await room.refused(f"{path}/retest/conclusion", finding("qualified")) == (
            409,
            "retest-already-settled",
        )
        assert (await room.get(f"{path}/retest"))["concluded_at"] is not None
        [result] = await room.get("/public/results")
        assert [(r["verdict"], r["reason"]) for r in result["results"]] == [
            ("unqualified", None),
            ("qualified", "retest"),
        ]
        await sound(room)


async def test_ins_16_who_failed_is_off_duty_until_passed(serve: Serve) -> None:
    async with serve("inspections") as room:
        await published(room, "qualified")
        exam = person(1) | {"establishment_id": ident("noodles"), "subject": "食品安全知识", "taken_on": "2026-01-05"}
        passed = {"outcome": "passed", "valid_until": "2035-01-01"}
        assert await room.refused("/exams", exam | {"outcome": "passed"}) == (422, "certificate-without-a-term")
        staff = (await room.done("/exams", exam | passed))["staff_id"]
        assert (await room.done(f"/staff/{staff}/duty"))["on_duty"] is True
        failed = await room.done("/exams", exam | {"outcome": "failed", "taken_on": "2026-02-05"})
        assert failed == {"staff_id": staff, "on_duty": False}
        assert await room.refused(f"/staff/{staff}/duty") == (422, "exam-not-passed")
        # A paper typed in later about an earlier day does not undo the failure.
        await room.done("/exams", exam | passed | {"taken_on": "2026-01-20"})
        assert await room.refused(f"/staff/{staff}/duty") == (422, "exam-not-passed")
        await room.done("/exams", exam | passed | {"taken_on": "2026-03-05"})
        await room.done(f"/staff/{staff}/duty")
        assert [s["on_duty"] for s in await room.get("/staff")] == [True]
        await room.conn.execute("update exam set valid_until = current_date - 2 where valid_until is not null")
        assert [s["on_duty"] for s in await room.get("/staff")] == [False]
        secrets = [
            event for event in await room.conn.fetch("select data from outbox") if b"\xe5\xb1\x85" in event["data"]
        ]
        assert secrets == []


async def test_a_tally_counted_again_replaces_the_count(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        week = {"campaign_id": ident("week"), "title": "食品安全宣传周", "programme": "food-safety-week-2021",
                "organisation_id": ident("o"), "starts_on": "2021-07-05", "ends_on": "2021-07-11"}  # fmt: skip
        await room.done("/campaigns", week)
        await room.done(
            f"/campaigns/{ident('week')}/stalls", {"stall_id": ident("stall"), "title": "x", "kind": "stall"}
        )
        tally = {"day": "2021-07-08", "material": "leaflet"}
        path = f"/stalls/{ident('stall')}/tallies"
        await room.race(*((path, tally | {"handed_out": n}) for n in (10, 20, 30, 40)))
        rows = await room.conn.fetch("select data from outbox where type like '%tally%' order by aggregate_seq")
        facts = [json.loads(bytes(row["data"])) for row in rows]
        kept = await room.conn.fetchval("select handed_out from tally")
        assert sum(fact["handed_out"] - fact["before"] for fact in facts) == kept == facts[-1]["handed_out"]
        assert await room.refused(path, tally | {"day": "2021-07-12", "handed_out": 1}) == (422, "outside-the-campaign")


async def test_the_checks_of_verify_see_what_is_broken(serve: Serve) -> None:
    """Each is broken by hand, past the guards, and named."""
    async with serve("inspections") as room:
        made = await drawn(room)
        await published(room)
        await sound(room)
        broken = {
            "failure-has-a-disposal": "delete from disposal",
            "closed-round-left-nothing-open": "update round set state = 'closed' where state = 'collecting'",
            "no-award-beside-an-open-disposal": """insert into award (id, establishment_id, kind, state, proposed_at,
                ends_on, source) select gen_random_uuid(), establishment_id, 'x', 'granted', now(), now(), 'demo'
                from disposal""",
            "pool-as-digested": "update pool_item set weight = weight + 1",
            "commitment-as-revealed": "update draw set nonce = repeat('0', 64)",
            "draw-as-recomputed": "update drawn_place set position = position + 1",
        }
        for name, sql in broken.items():
            transaction = room.conn.transaction()
            await transaction.start()
            for table in ("pool_item", "draw"):
                await room.conn.execute(f"alter table {table} disable trigger user")
            await room.conn.execute(sql)
            assert await room.conn.fetch(*CHECKS["inspections"][name]()) != [], name
            await transaction.rollback()
        assert made
