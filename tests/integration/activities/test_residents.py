"""A resident's account: one person, their own things and nobody else's; taken away and erased, the counts stay."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, person, session

ATTEND = frozenset({"activities:attend"})
NOTHING: dict[str, Any] = {"name": None, "phone": None, "registrations": [], "waiting": [], "comments": [], "needs": []}


async def own(room: Room, who: str) -> dict[str, Any]:
    """What `who` sees of themselves."""
    answer = await room.http.get("/me", headers=room.token(who, ATTEND))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def test_an_account_is_one_person_and_a_person_has_one_account(serve: Serve) -> None:
    async with serve("activities") as room:
        one, other, third = [await session(room, 5) for _ in range(3)]
        mine = {"who": "account-1", "permissions": ATTEND}
        path = "/me/registrations"
        assert await room.refused(path, {"session_id": one}, **mine) == (422, "person-missing")
        await room.done(path, {"session_id": one, "person": person(1)}, **mine)
        await room.done(path, {"session_id": other}, **mine)
        stranger = {"session_id": third, "person": person(2)}
        assert await room.refused(path, stranger, **mine) == (422, "account-is-another-person")
        twice = {"session_id": third, "person": person(1)}
        assert await room.refused(path, twice, who="account-2", permissions=ATTEND) == (422, "person-known-already")
        linked = {"account_id": str(uuid4()), "person": person(1)}
        assert await room.refused("/residents", linked) == (422, "person-has-another-account")
        assert [r["session_id"] for r in (await own(room, "account-1"))["registrations"]] == [other, one]
        assert (await own(room, "account-2"))["registrations"] == []


async def test_a_name_and_a_phone_open_nobodys_history(serve: Serve) -> None:
    """Whoever knows a neighbour's name and phone registers nothing for them, and sees nothing of theirs."""
    async with serve("activities") as room:
        one, other = await session(room, 5), await session(room, 5)
        neighbour = {"name": "王阿姨", "phone": "13800000000"}
        await room.done(f"/sessions/{one}/registrations", neighbour)
        body = {"session_id": other, "person": neighbour}
        stranger = str(uuid4())
        refused = await room.refused("/me/registrations", body, who=stranger, permissions=ATTEND)
        assert refused == (422, "person-known-already")
        refused = await room.refused("/me/waitlist", body, who=stranger, permissions=ATTEND)
        assert refused == (422, "person-known-already")
        assert (await own(room, stranger))["registrations"] == []
        # At the counter somebody looks at who asks.
        account = str(uuid4())
        await room.done("/residents", {"account_id": account, "person": neighbour})
        assert [r["session_id"] for r in (await own(room, account))["registrations"]] == [one]


async def test_what_is_another_persons_is_not_found(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 1)
        theirs = await room.done(
            "/me/registrations", {"session_id": made, "person": person(1)}, who="a", permissions=ATTEND
        )
        entry = await room.done("/me/waitlist", {"session_id": made, "person": person(2)}, who="b", permissions=ATTEND)
        b = {"who": "b", "permissions": ATTEND}
        cancel = f"/me/registrations/{theirs['registration_id']}/cancel"
        feedback = f"/me/registrations/{theirs['registration_id']}/feedback"
        assert await room.refused(cancel, **b) == (404, "registration-unknown")
        assert await room.refused(feedback, {"rating": 5}, **b) == (404, "registration-unknown")
        withdraw = f"/me/waitlist/{entry['entry_id']}/withdraw"
        assert await room.refused(withdraw, who="a", permissions=ATTEND) == (404, "waitlist-entry-unknown")
        assert await room.refused(withdraw, who="c", permissions=ATTEND) == (404, "nothing-registered-yet")
        # A resident's permission opens no other door.
        assert await room.refused(f"/sessions/{made}/registrations", person(3), **b) == (403, "permission-missing")
        await room.done(cancel, who="a", permissions=ATTEND)
        assert [r["promoted"] for r in (await own(room, "b"))["registrations"]] == [True]


async def test_erased_is_gone_and_every_count_stays(serve: Serve) -> None:
    async with serve("activities") as room:
        past, coming = await session(room, 5, starts=-HOUR / 2), await session(room, 5)
        account = str(uuid4())
        mine: dict[str, Any] = {"who": account, "permissions": ATTEND}
        before = await room.done(
            f"/sessions/{past}/registrations", person(1) | {"registered_at": "2021-07-01T00:00:00Z"}
        )
        await room.done(f"/registrations/{before['registration_id']}/check-in", {})
        await room.done("/residents", {"account_id": account, "person": person(1)})
        await room.done("/needs", {"title": "楼道灯", "category": "repair", "requester": person(1)})
        made = await room.done("/me/registrations", {"session_id": coming}, **mine)
        said = f"/me/registrations/{before['registration_id']}/feedback"
        await room.done(said, {"rating": 4, "comment": "王老师讲得好"}, **mine)
        assert await room.refused(said, {"rating": 5}, **mine) == (422, "feedback-already-given")
        assert await room.refused("/me/erasure", **mine) == (422, "still-registered")
        await room.done(f"/me/registrations/{made['registration_id']}/cancel", **mine)
        told = await own(room, account)
        assert [need["title"] for need in told["needs"]] == ["楼道灯"]
        assert (told["name"], told["comments"][0]["comment"]) == (person(1)["name"], "王老师讲得好")
        await room.done("/me/erasure", **mine)
        assert await own(room, account) == NOTHING
        kept = await room.conn.fetch("select name, phone from person")
        assert [(r["name"], r["phone"]) for r in kept] == [("", None)]
        assert await room.count("registration") == 2
        assert await room.count("feedback", "rating = 4 and comment is null") == 1
        # The same person comes back as somebody new.
        again = await room.done("/me/registrations", {"session_id": coming, "person": person(1)}, **mine)
        assert again["subject_ref"] != made["subject_ref"]


async def test_only_who_attended_says_how_it_was_and_when_it_is_over(serve: Serve) -> None:
    async with serve("activities") as room:
        coming = await session(room, 5)
        made = (await room.done(f"/sessions/{coming}/registrations", person(1)))["registration_id"]
        assert await room.refused(f"/registrations/{made}/feedback", {"rating": 5}) == (422, "did-not-attend")
        await room.done(f"/registrations/{made}/check-in", {})
        assert await room.refused(f"/registrations/{made}/feedback", {"rating": 5}) == (422, "session-not-over")
