"""Every rule that the room's database knows by name is reached by a request, or is a last guard behind one."""

from __future__ import annotations

from typing import Any

from tests.kit.guards import broken_by, guards
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, asked, at, drawn, ident, laboratory, now, person, published, round_

# The request never gets there: a rule before it answers first. Each is broken by hand.
LAST_GUARDS = {
    "establishment-not-taken-over": """with listed as (update establishment set standing = 'listed' returning id)
        select count(*) from listed; update nomination set establishment_id = establishment_id""",
    "verified-vote-not-counted": "update nomination set counted = false",
    "receipt-of-a-verified-vote": "update nomination set receipt = 'x'",
    "one-vote-a-receipt": """insert into nomination select gen_random_uuid(), round_id, subject_ref, establishment_id,
        category, nominated_at, 'public', counted, 'x' from nomination, generate_series(1, 2)""",
    "category-not-in-round": "update nomination set category = 'anything'",
    "round-categories-bounded": "update round set categories = '{}'",
    "closing-reason-without-close": "update round set closing_reason = 'emergency'",
    "one-nomination-a-round": """insert into nomination select gen_random_uuid(), round_id, subject_ref,
        establishment_id, category, nominated_at, recorded_by from nomination""",
    "round-unknown": "update sample set round_id = gen_random_uuid()",
    "supersede-without-reason": """insert into result select sample_id, 1, verdict, 'retest', now(), published_by
        from result""",
    "corrected-without-approval": """insert into result select sample_id, 2, verdict, 'retest', now(), published_by
        from result""",
    "correction-approved-by-requester": """update correction set state = 'approved', decided_at = now(),
        decided_by = requested_by""",
    "correction-without-ground": "update correction set note = null",
    "correction-already-open": """insert into correction select gen_random_uuid(), sample_id, version, verdict, reason,
        retest_id, note, state, requested_at, requested_by from correction""",
    "published-result-is-final": "delete from result",
    "seed-already-committed": "insert into draw select * from draw",
    "committed-after-the-entropy": """insert into draw (round_id, commitment, nonce, entropy_source, entropy_at,
        committed_at) select gen_random_uuid(), commitment, nonce, entropy_source, committed_at, committed_at
        from draw""",
    "drawn-before-the-entropy": """insert into draw select gen_random_uuid(), commitment, nonce, entropy_source,
        entropy_at, committed_at, entropy, seed, entropy_at - interval '1 second' from draw""",
    "draw-is-final": "update draw set entropy = '1./'",
    "pool-is-final": "update pool_item set weight = weight + 1",
    "replaced-without-reason": "update drawn_place set removed_at = now()",
    "inspectors-already-drawn": "insert into assignment select * from assignment",
    "inspector-conflicted": "update assignment set excluded = selected",
    "verifier-is-analyst": "update sample set verified_by = analysed_by where verified_by is not null",
    "disposal-already-open": """insert into disposal select gen_random_uuid(), sample_id, version, round_id,
        establishment_id, 'opened', opened_at, due_on from disposal""",
    "retest-in-the-first-laboratory": "update retest set laboratory_id = first_laboratory_id",
    "retest-already-requested": "insert into retest select * from retest",
    "dossier-is-final": "delete from tested_item",
    "verdict-not-of-items": "update sample set found = 'qualified' where found = 'unqualified'",
    "broken-without-a-result": "update safety_pledge set state = 'broken'",
    "pledge-already-in-force": """insert into safety_pledge (id, establishment_id, state, signed_at, ends_on, source)
        select gen_random_uuid(), establishment_id, 'in-force', signed_at, ends_on, source from safety_pledge""",
}


async def _everything(room: Room) -> str:
    """One of each thing that a guard is about; answers the id of a round that still collects."""
    await published(room)
    made = await drawn(room)
    inspector = {"inspector_id": ident("inspector"), "name": "甲"}
    await room.done("/inspectors", inspector)
    await room.done("/inspectors", inspector | {"inspector_id": ident("second")}, who="second")
    await room.done(f"/rounds/{made}/inspectors")
    failed: str = await room.conn.fetchval("select id::text from sample where state = 'published'")
    await asked(room, failed, "qualified")
    soon = {"entropy_source": "双色球", "entropy_at": at(now() + HOUR)}
    await room.done(f"/samples/{failed}/retest", soon)
    await room.done("/pledges", {"establishment_id": ident("market"), "ends_on": "2030-01-01"})
    return await round_(room)


def _asked(round_id: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """For each rule the request that it refuses."""
    shop = {"establishment_id": ident("noodles"), "name": "another", "kind": "restaurant", "risk_class": "A"}
    times = {"opens_at": at(now()), "closes_at": at(now() + HOUR)}
    opening = {"round_id": round_id, "title": "x", "programme": "x", "organisation_id": ident("o"), **times}
    taken = {"sample_id": ident("s"), "round_id": round_id, "establishment_id": ident("market"), "category": "fish"}
    slip = person(1) | {"establishment_id": ident("x"), "category": "fish"}
    lab = {"laboratory_id": ident("laboratory"), "name": "other", "in_force_from": "2021-01-01"}
    award = {"award_id": ident("award"), "establishment_id": ident("market"), "ends_on": "2030-01-01"}
    pledge = {"pledge_id": ident("pledge"), "establishment_id": ident("market"), "ends_on": "2030-01-01"}
    campaign = {"campaign_id": ident("campaign"), "title": "x", "programme": "x", "organisation_id": ident("o"),
                "starts_on": "2021-07-05", "ends_on": "2021-07-11"}  # fmt: skip
    stall = {"stall_id": ident("stall"), "title": "x", "kind": "stall"}
    inspector = {"name": "乙"}
    conflict = {"establishment_id": ident("noodles"), "reason": "family"}
    return {
        "establishment-already-exists": ("/establishments", shop),
        "establishment-name-taken": ("/establishments", shop | {"establishment_id": ident("x"), "name": "market"}),
        "round-already-exists": ("/rounds", opening),
        "round-closes-before-it-opens": ("/rounds", opening | {"round_id": ident("r"), "closes_at": at(now() - HOUR)}),
        "sample-already-exists": ("/samples", taken),
        "establishment-unknown": (f"/rounds/{round_id}/nominations", slip),
        "laboratory-already-exists": ("/laboratories", lab),
        "laboratory-name-taken": ("/laboratories", lab | {"laboratory_id": ident("l"), "name": "laboratory"}),
        "laboratory-ends-before-it-begins": (
            "/laboratories",
            lab | {"laboratory_id": ident("l"), "in_force_to": "2020-01-01"},
        ),
        "laboratory-unknown": (f"/samples/{ident('s')}/receive", {"laboratory_id": ident("l")}),
        "inspector-already-exists": ("/inspectors", inspector | {"inspector_id": ident("second")}),
        "inspector-account-taken": ("/inspectors", inspector),
        "inspector-unknown": (f"/inspectors/{ident('i')}/conflicts", conflict),
        "conflict-already-declared": (f"/inspectors/{ident('inspector')}/conflicts", conflict),
        "award-already-exists": ("/awards", award),
        "award-already-held": ("/awards", award | {"award_id": ident("a")}),
        "pledge-already-exists": ("/pledges", pledge),
        "campaign-already-exists": ("/campaigns", campaign),
        "campaign-ends-before-it-begins": (
            "/campaigns",
            campaign | {"campaign_id": ident("c"), "ends_on": "2021-07-01"},
        ),
        "campaign-unknown": (f"/campaigns/{ident('c')}/stalls", stall | {"stall_id": ident("t")}),
        "stall-already-exists": (f"/campaigns/{ident('campaign')}/stalls", stall),
    }


async def test_every_named_rule_is_reached_or_is_a_last_guard(serve: Serve) -> None:
    async with serve("inspections") as room:
        round_id = await _everything(room)
        for guard, sql in LAST_GUARDS.items():
            assert await broken_by(room.conn, sql) == guard
        asked = _asked(round_id)
        for once in ("sample", "award", "pledge", "campaign", "stall"):
            await room.done(*asked[f"{once}-already-exists"])
        path, conflict = asked["conflict-already-declared"]
        await room.done(path, conflict)
        for code, (path, body) in asked.items():
            assert await room.refused(path, body) == (422, code), code
        assert asked.keys() | LAST_GUARDS.keys() == await guards(room.conn)
        assert await laboratory(room) == ident("laboratory")
