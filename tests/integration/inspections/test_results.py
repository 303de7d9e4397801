"""A published result is superseded by a linked version, never edited and never removed (RULE-17)."""

from __future__ import annotations

import itertools
import json

from tests.kit.guards import broken_by
from tests.kit.rooms import Serve
from tests.kit.scenes import HOUR, asked, at, corrected, finding, ident, now, published, received, round_


async def test_rule_17_update_delete_and_truncate_are_refused_by_the_database_itself(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await published(room)
        await corrected(room, made)
        for sql in (
            "update result set verdict = 'qualified'",
            "update result set verdict = verdict where version = 1",
            "delete from result where version = 2",
            "delete from result",
            "truncate result cascade",
            "truncate sample cascade",
        ):
            assert await broken_by(room.conn, sql) == "published-result-is-final"
        assert await room.count("result") == 2


async def test_rule_17_each_version_names_the_one_it_replaces(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        made = await published(room)
        for verdict in ("qualified", "unqualified", "qualified"):
            decision = await asked(room, made, verdict)
            outcome = await room.race(*[(f"{decision}/approve", None)] * 8, who="verifier")
            assert outcome == {"done": 1, "correction-already-decided": 7}
        versions = (await room.get(f"/samples/{made}"))["results"]
        assert [v["version"] for v in versions] == [1, 2, 3, 4]
        assert (versions[0]["verdict"], versions[0]["reason"]) == ("unqualified", None)
        rows = await room.conn.fetch("select data from outbox where type like '%result-%' order by aggregate_seq")
        facts = [json.loads(row["data"]) for row in rows]
        assert [f["version"] for f in facts] == [1, 2, 3, 4]
        for before, fact in itertools.pairwise(facts):
            assert fact["supersedes"] == {k: before[k] for k in ("version", "verdict", "published_at")}


async def test_ins_7_the_verifier_is_not_the_analyst_and_publishes_once(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        one = f"/samples/{await received(room)}"
        assert await room.refused(f"{one}/verify", who="verifier") == (422, "sample-not-analysed")
        correction = finding("qualified") | {"note": "抄录时写错"}
        assert await room.refused(f"{one}/corrections", correction) == (422, "result-not-published")
        assert await room.get("/needs-hand") == [{"kind": "sample-awaits-analysis", "count": 1}]
        for verdict in ("unqualified", "qualified"):
            await room.done(f"{one}/result", finding(verdict), who="analyst")
        assert await room.get("/needs-hand") == [{"kind": "sample-awaits-verification", "count": 1}]
        assert await room.refused(f"{one}/verify", who="analyst") == (403, "verifier-is-analyst")
        assert (await room.get(one))["results"] == []
        assert await room.refused(f"{one}/publish", who="verifier") == (422, "result-not-verified")
        outcome = await room.race(*[(f"{one}/verify", None)] * 8, who="verifier")
        assert outcome == {"done": 1, "result-already-verified": 7}
        assert await room.get("/needs-hand") == [{"kind": "sample-awaits-publication", "count": 1}]
        outcome = await room.race(*[(f"{one}/publish", None)] * 8, who="verifier")
        assert outcome == {"done": 1, "result-already-published": 7}
        for verb, body in (("result", finding("qualified")), ("verify", None)):
            assert await room.refused(f"{one}/{verb}", body, who="third") == (409, "result-already-verified")
        [result] = (await room.get(one))["results"]
        assert (result["version"], result["verdict"]) == (1, "qualified")


async def test_ins_7_a_finding_goes_back_to_the_analyst_with_a_reason_until_it_is_published(serve: Serve) -> None:
    async with serve("inspections") as room:
        one, why = f"/samples/{await received(room)}", {"reason": "批号与抽样单不符"}
        assert await room.refused(f"{one}/return", why, who="verifier") == (422, "sample-not-analysed")
        await room.done(f"{one}/result", finding("unqualified"), who="analyst")
        assert await room.refused(f"{one}/return", {"reason": " "}, who="verifier") == (422, "invalid-request")
        assert await room.refused(f"{one}/return", why, who="analyst") == (403, "verifier-is-analyst")
        due = (await room.get(one))["publish_due"]
        for verbs in (["return"], ["verify", "return"]):
            for verb in verbs:
                await room.done(f"{one}/{verb}", why if verb == "return" else None, who="verifier")
            seen = await room.get(one)
            assert (seen["state"], seen["found"], seen["returned"]) == ("received", None, why["reason"])
            assert await room.get("/needs-hand") == [{"kind": "sample-awaits-analysis", "count": 1}]
            await room.done(f"{one}/result", finding("qualified"), who="analyst")
        assert (await room.get(one))["publish_due"] == due
        assert await room.count("returned_finding") == 2
        by_analyst = (
            "update returned_finding set returned_by = analysed_by where id in (select min(id) from returned_finding)"
        )
        assert await broken_by(room.conn, by_analyst) == "verifier-is-analyst"
        for verb in ("verify", "publish"):
            await room.done(f"{one}/{verb}", who="verifier")
        assert await room.refused(f"{one}/return", why, who="verifier") == (409, "result-already-published")
        [result] = (await room.get(one))["results"]
        assert result["verdict"] == "qualified"


async def test_ins_21_the_verdict_follows_from_the_items_and_stands_beside_them(serve: Serve) -> None:
    """The verifier reads what was tested; the public and the bus get it with the verdict, old versions beside new."""
    async with serve("inspections") as room:
        made = await received(room)
        one, failed, passed = f"/samples/{made}", finding("unqualified"), finding("qualified")
        for wrong in (failed | {"verdict": "qualified"}, passed | {"verdict": "unqualified"}):
            assert await room.refused(f"{one}/result", wrong, who="analyst") == (422, "verdict-not-of-items")
        assert await room.refused(f"{one}/result", failed | {"items": []}) == (422, "invalid-request")
        await room.done(f"{one}/result", failed, who="analyst")
        assert (await room.get(one))["items"] == failed["items"]
        await room.done(f"{one}/return", {"reason": "批号与抽样单不符"}, who="verifier")
        seen = await room.get(one)
        assert (seen["items"], seen["returned_items"]) == ([], failed["items"])
        await room.done(f"{one}/result", passed, who="analyst")
        for verb in ("verify", "publish"):
            await room.done(f"{one}/{verb}", who="verifier")
        mistyped = passed | {"items": [passed["items"][0] | {"value": "0.8"}, passed["items"][1]]}
        asked_for = await room.done(f"{one}/corrections", mistyped | {"note": "小数点写错"}, who="analyst")
        [correction] = await room.get("/corrections", state="requested")
        assert correction["items"] == mistyped["items"]
        await room.done(f"/corrections/{asked_for['correction_id']}/approve", who="verifier")
        [public] = await room.get("/public/results")
        assert [version["items"] for version in public["results"]] == [passed["items"], mistyped["items"]]
        rows = await room.conn.fetch("select data from outbox where type like '%result-%' order by aggregate_seq")
        assert [json.loads(row["data"])["items"] for row in rows] == [passed["items"], mistyped["items"]]


async def test_ins_21_the_database_keeps_verdict_and_items_together(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await published(room)
        for sql in (
            "update tested_item set value = '1'",
            "delete from tested_item",
            "update dossier set recorded_by = ''",
            """insert into tested_item (dossier_id, place, item, method, value, "limit", verdict)
               select id, 40, '铅', 'GB 5009.12', '0.1', '≤0.2', 'qualified' from dossier""",
        ):
            assert await broken_by(room.conn, sql) == "dossier-is-final"
        other = f"update sample set found = 'qualified' where id = '{made}'"
        assert await broken_by(room.conn, other) == "verdict-not-of-items"


async def test_ins_21_a_process_of_the_release_before_sends_a_finding_back(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await received(room)
        await room.done(f"/samples/{made}/result", finding("qualified"))
        await room.conn.execute(
            """update sample set state = 'received', found = null, analysed_by = null, analysed_at = null,
               verified_by = null, verified_at = null"""
        )
        await room.conn.execute(
            "update sample set state = 'analysed', found = 'unqualified', analysed_by = 'analyst', analysed_at = now()"
        )
        sample = await room.get(f"/samples/{made}")
        assert (sample["found"], sample["items"]) == ("unqualified", [])


async def test_ins_20_a_published_result_is_corrected_by_two_people_with_a_ground(serve: Serve) -> None:
    """The word "retest" is no ground: a re-test is concluded, and a slip of the pen says what was mistyped."""
    async with serve("inspections", connections=16) as room:
        made = await published(room)
        path = f"/samples/{made}/corrections"
        note = {"note": "抄录时写错"}
        for wrong in ({"reason": "retest"}, {"reason": "appeal-upheld"}, {"note": ""}):
            answer = await room.post(path, finding("qualified") | note | wrong, who="verifier")
            assert answer.json()["code"] == "invalid-request"
        assert await room.refused(path, finding("unqualified") | note) == (422, "correction-changes-nothing")
        outcome = await room.race(*[(path, finding("qualified") | note)] * 8, who="verifier")
        assert outcome == {"done": 1, "correction-already-open": 7}
        [open_one] = await room.get("/corrections", state="requested")
        assert (open_one["verdict"], open_one["note"]) == ("qualified", "抄录时写错")
        assert {"kind": "correction-awaits-approval", "count": 1} in await room.get("/needs-hand")
        decision = f"/corrections/{open_one['correction_id']}"
        assert await room.refused(f"{decision}/approve", who="verifier") == (403, "correction-approved-by-requester")
        assert [v["verdict"] for v in (await room.get(f"/samples/{made}"))["results"]] == ["unqualified"]
        await room.done(f"{decision}/reject", who="verifier")
        assert await room.refused(f"{decision}/approve", who="second") == (409, "correction-already-decided")
        await room.done(f"{await asked(room, made, 'qualified', who='verifier')}/approve", who="second")
        assert [v["verdict"] for v in (await room.get(f"/samples/{made}"))["results"]] == ["unqualified", "qualified"]
        unknown = f"/corrections/{ident('nothing')}/approve"
        assert await room.refused(unknown) == (404, "correction-unknown")


async def test_what_is_not_there_is_not_found(serve: Serve) -> None:
    found = finding("qualified")
    bodies = {"result": found, "verify": None, "publish": None, "corrections": found | {"note": "抄录时写错"}}
    async with serve("inspections") as room:
        for verb, body in bodies.items():
            assert await room.refused(f"/samples/{ident('nothing')}/{verb}", body) == (404, "sample-unknown")


async def test_a_sample_is_not_taken_before_its_round_nor_in_the_future(serve: Serve) -> None:
    async with serve("inspections") as room:
        body = {"round_id": await round_(room), "establishment_id": ident("noodles"), "category": "noodles"}
        early, late = at(now() - 2 * HOUR), at(now() + HOUR)
        assert await room.refused("/samples", body | {"taken_at": early}) == (422, "taken-before-the-round")
        assert await room.refused("/samples", body | {"taken_at": late}) == (422, "taken-in-the-future")
        assert await room.refused("/samples", body | {"round_id": ident("x")}) == (404, "round-unknown")
        unknown = body | {"establishment_id": ident("x")}
        assert await room.refused("/samples", unknown) == (404, "establishment-unknown")
