"""One person is one payee, however written or identified: two approvals and relations hold (RULE-23, REL-10)."""

from __future__ import annotations

from typing import Any

import pytest

from kernel.persons import Person, rekey
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import fund, id_number

PHONE, NUMBER = "13812345678", id_number(7)
PLAIN = {"name": "冯小刚", "phone": PHONE}
BY_NUMBER = {"name": "冯小刚", "id_number": NUMBER}
HALF = 300_000
SPELT: list[dict[str, Any]] = [
    PLAIN | {"name": "馮小剛"},
    PLAIN | {"name": "冯 小·刚"},
    PLAIN | {"id_number": NUMBER},
    # Known by phone first and by number now: no one can say that they are two, until both are given.
    BY_NUMBER,
]


def wish(payee: dict[str, Any], amount_fen: int = HALF) -> dict[str, Any]:
    """A request for somebody named here."""
    return {"amount_fen": amount_fen, "purpose": "medical", "payee": payee}


async def ask(room: Room, money: str, payee: dict[str, Any]) -> tuple[bool, int]:
    """Whether the request counts as a part of a larger one, and how many approve it."""
    made = await room.done(f"/funds/{money}/disbursements", wish(payee), who="submitter")
    return made["split"], made["approvals_needed"]


@pytest.mark.parametrize("spelt", SPELT, ids=["variant", "spaced", "both", "number"])
async def test_rule_23_a_payee_is_one_person_however_written(serve: Serve, spelt: dict[str, Any]) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000_000)
        assert await ask(room, money, PLAIN) == (False, 1)
        assert await ask(room, money, spelt) == (True, 2)


async def test_different_people_are_not_added_up(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10_000_000)
        namesakes = [BY_NUMBER | {"phone": PHONE}, BY_NUMBER | {"phone": "13712345678", "id_number": id_number(8)}]
        strangers = [PLAIN | {"name": "冯小强"}, PLAIN | {"phone": "13912345678"}]
        for payee in (*namesakes, *strangers):
            assert await ask(room, money, payee) == (False, 1), payee
        # A person known by both is found by either, and what was paid is added up.
        assert await ask(room, money, PLAIN) == (True, 2)


async def test_two_of_one_name_at_one_phone_are_two_where_each_has_a_number(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10_000_000)
        father = BY_NUMBER | {"phone": PHONE}
        son = father | {"id_number": id_number(9)}
        assert await ask(room, money, father) == (False, 1)
        assert await ask(room, money, son) == (False, 1)
        assert await ask(room, money, son) == (True, 2)


async def test_what_was_asked_for_two_counts_together_once_they_are_one(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10_000_000)
        await ask(room, money, PLAIN)
        await ask(room, money, BY_NUMBER)
        assert len(set(await payees(room))) == 2
        await ask(room, money, PLAIN | BY_NUMBER)
        assert len(set(await payees(room))) == 1


async def payees(room: Room) -> list[str]:
    """Who every request is for."""
    return [str(row["payee_ref"]) for row in await room.conn.fetch("select payee_ref from disbursement")]


@pytest.mark.parametrize("spelt", [PLAIN, *SPELT], ids=["same", "variant", "spaced", "both", "number"])
async def test_rel_10_a_relative_is_a_relative_however_written(serve: Serve, spelt: dict[str, Any]) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000_000)
        await room.done("/relations", {"person": PLAIN}, who="submitter")
        path = f"/funds/{money}/disbursements"
        assert await room.refused(path, wish(spelt), who="submitter") == (422, "related-party")
        # A namesake with a phone and a number of their own is distinguished.
        other = BY_NUMBER | {"phone": "13912345678", "id_number": id_number(8)}
        await room.done(path, wish(other), who="submitter")


async def test_what_cannot_be_seen_is_refused_and_never_repeated(serve: Serve) -> None:
    async with serve("relief") as room:
        path = f"/funds/{await fund(room, 1_000_000)}/disbursements"
        for unseen in ("\u200b", "\u202e", "\ufe0f", "\u00ad"):
            answer = await room.post(path, wish(PLAIN | {"name": f"冯小{unseen}刚"}))
            assert (answer.status_code, "invalid-request" in answer.text) == (422, True), unseen
            assert "冯小" not in answer.text


async def test_people_from_before_are_found_by_every_spelling(serve: Serve) -> None:
    """A database of an older release has one fingerprint a person, made of the name as it was typed."""
    async with serve("relief") as room:
        money = await fund(room, 10_000_000)
        secret = room.app.state.fingerprints
        [old] = secret.identifiers(Person(**PLAIN | {"name": "馮小剛"}))
        await ask(room, money, PLAIN | {"name": "馮小剛"})
        await room.conn.execute("truncate person_identifier")
        await room.conn.execute("insert into person_identifier (fingerprint, person) values ($1, $1)", old.before)
        await room.conn.execute("update person set fingerprint = $1, keyed = false", old.before)
        # Not yet keyed anew: found by the spelling that was typed then.
        assert await ask(room, money, PLAIN | {"name": "馮小剛"}) == (True, 2)
        await room.conn.execute("delete from person_identifier where fingerprint <> $1", old.before)
        await rekey(room.app.state.pool, secret)
        assert await ask(room, money, PLAIN) == (True, 2)
        assert await room.count("person") == 1
