"""Every rule that relief's database knows by name is reached by a request, or is a last guard that holds."""

from __future__ import annotations

from uuid import uuid4

from tests.kit.guards import broken_by, guards
from tests.kit.rooms import Serve
from tests.kit.scenes import ORGANISATION, fund, ident, project

# The request never gets there: a rule before it answers first. Each is broken by hand in this folder's tests.
LAST_GUARDS = {
    "party-named-twice",
    "project-fully-claimed",
    "fund-insufficient",
    "approver-is-submitter",
    "payer-is-submitter",
    "payer-is-approver",
    "entry-already-posted",
    "reserve-already-resolved",
    "entry-is-final",
    "entry-unbalanced",
    "approver-approves-once",
    "approvals-missing",
    "entry-already-reversed",
    "record-is-final",
    "receipt-is-final",
    "case-months-exceeded",
    "case-above-cap",
    "case-grant-exceeded",
    "case-validator-is-submitter",
    "case-approver-is-submitter",
    "case-approver-is-validator",
    "line-fully-claimed",
    "agreement-is-final",
    "term-ends-before-it-starts",
    "emergency-already-declared",
}
# Answered by a request in another test of this folder.
REACHED_ELSEWHERE = {
    "already-objected",
    "case-already-exists",
    "member-named-twice",
    "living-standard-already-exists",
    "relation-already-exists",
    "notice-already-exists",
    "receipt-already-exists",
    "disclosure-already-exists",
    "agreement-already-renewed",
}


async def test_an_id_given_by_the_caller_is_used_once(serve: Serve) -> None:
    async with serve("relief") as room:
        about: dict[str, object] = {"title": "福民", "programme": "x", "organisation_id": ORGANISATION}
        part: dict[str, object] = {"organisation_id": ORGANISATION, "amount_fen": 1}
        bodies: dict[str, tuple[str, dict[str, object]]] = {
            "agreement": ("/agreements", {"title": "共建", "organisation_ids": [ident("a"), ident("b")]}),
            "project": ("/projects", about | {"need_fen": 1}),
            "claim": (f"/projects/{await project(room, 9)}/claims", part),
            "fund": ("/funds", about | {"purpose": "general"}),
            "donation": (f"/funds/{await fund(room)}/donations", part),
        }
        reached = set()
        for noun, (path, body) in bodies.items():
            named = body | {f"{noun}_id": str(uuid4())}
            await room.done(path, named)
            status, code = await room.refused(path, named)
            assert status == 422
            reached.add(code)
        assert reached == {f"{noun}-already-exists" for noun in bodies}
        assert reached | LAST_GUARDS | REACHED_ELSEWHERE == await guards(room.conn)


async def test_the_last_guards_of_claims_and_parties_hold(serve: Serve) -> None:
    async with serve("relief") as room:
        need = await project(room, 9)
        sql = "update project set claimed_fen = 10 where id = $1"
        assert await broken_by(room.conn, sql, need) == "project-fully-claimed"
        await room.done("/agreements", {"title": "共建", "organisation_ids": [ident("a"), ident("b")]})
        twice = """insert into party (agreement_id, organisation_id, place)
        select agreement_id, organisation_id, 9 from party"""
        assert await broken_by(room.conn, twice) == "party-named-twice"
