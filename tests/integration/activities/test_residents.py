"""A resident's account: one person, their own things only; taken away and erased, the counts stay."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from kernel import migrations
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, person, session

ATTEND = frozenset({"activities:attend"})
NOTHING: dict[str, Any] = {
    "name": None, "phone": None, "confirmed": False, "registrations": [], "waiting": [], "comments": [], "needs": []
}  # fmt: skip
MIGRATION = migrations.FOLDERS["activities"][1] / "0006_pre_confirmed_accounts.sql"


async def own(room: Room, who: str) -> dict[str, Any]:
    """What `who` sees of themselves."""
    answer = await room.http.get("/me", headers=room.token(who, ATTEND))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


NEIGHBOUR = {"name": "王阿姨", "phone": "13800000000"}


def resident(who: str) -> dict[str, Any]:
    """How a resident asks."""
    return {"who": who, "permissions": ATTEND}


async def sessions_of(room: Room, who: str) -> list[str]:
    """The sessions that `who` sees as their own."""
    return [r["session_id"] for r in (await own(room, who))["registrations"]]


async def test_an_account_is_one_person_and_a_person_has_one_account(serve: Serve) -> None:
    async with serve("activities") as room:
        one, other, third = [await session(room, 5) for _ in range(3)]
        account, second = str(uuid4()), str(uuid4())
        mine = resident(account)
        path = "/me/registrations"
        assert await room.refused(path, {"session_id": one}, **mine) == (422, "person-missing")
        await room.done(path, {"session_id": one, "person": person(1)}, **mine)
        await room.done(path, {"session_id": other}, **mine)
        stranger = {"session_id": third, "person": person(2)}
        assert await room.refused(path, stranger, **mine) == (422, "account-is-another-person")
        await room.done("/residents", {"account_id": account, "person": person(1)})
        await room.done("/residents", {"account_id": account, "person": person(1)})
        other_person = {"account_id": account, "person": person(2)}
        assert await room.refused("/residents", other_person) == (422, "account-is-another-person")
        linked = {"account_id": second, "person": person(1)}
        assert await room.refused("/residents", linked) == (422, "person-has-another-account")
        assert await sessions_of(room, account) == [other, one]
        # What the account holds from before counts as the person's: one seat a session, one place at a time.
        assert await room.refused(path, {"session_id": one}, **mine) == (422, "already-registered")
        assert await room.refused(f"/sessions/{one}/registrations", person(1)) == (422, "already-registered")


async def test_the_counters_list_goes_on_to_the_last_account(serve: Serve) -> None:
    async with serve("activities") as room:
        await room.done("/residents", {"account_id": str(uuid4()), "person": person(1)})
        await room.conn.execute(
            "insert into resident (account) select gen_random_uuid()::text from generate_series(1, 249)"
        )
        seen: list[str] = []
        for size in (100, 100, 50, 0):
            page = await room.get("/residents", after=seen[-1] if seen else "")
            assert len(page) == size
            seen += [one["account_id"] for one in page]
        assert len(set(seen)) == 250


async def test_who_claims_a_neighbour_first_gets_nothing_of_theirs(serve: Serve) -> None:
    """A squatter knows a name and a phone before the office does; the neighbour's account is confirmed all the same."""
    async with serve("activities") as room:
        one, other, third = [await session(room, 5, starts=HOUR * (1 + 3 * n)) for n in range(3)]
        squatter, account = str(uuid4()), str(uuid4())
        await room.done("/me/registrations", {"session_id": one, "person": NEIGHBOUR}, **resident(squatter))
        at_counter = await room.done(f"/sessions/{other}/registrations", NEIGHBOUR)
        assert await sessions_of(room, squatter) == [one]
        for verb, body in (("cancel", None), ("feedback", {"rating": 1})):
            path = f"/me/registrations/{at_counter['registration_id']}/{verb}"
            assert await room.refused(path, body, **resident(squatter)) == (404, "registration-unknown")
        # The squatter's seat is no obstacle: the neighbour gets one at the counter.
        await room.done(f"/sessions/{one}/registrations", NEIGHBOUR)
        await room.done("/me/registrations", {"session_id": third, "person": NEIGHBOUR}, **resident(account))
        assert [r["confirmed_at"] for r in await room.get("/residents")] == [None, None]
        await room.done("/residents", {"account_id": account, "person": NEIGHBOUR})
        assert await sessions_of(room, account) == [third, other, one]
        assert (await own(room, account))["confirmed"]
        assert not (await own(room, squatter))["confirmed"]
        await room.done(f"/me/registrations/{at_counter['registration_id']}/cancel", **resident(account))


async def test_a_confirmation_is_withdrawn_with_its_reason(serve: Serve) -> None:
    async with serve("activities") as room:
        one = await session(room, 5)
        wrong, right = str(uuid4()), str(uuid4())
        await room.done(f"/sessions/{one}/registrations", NEIGHBOUR)
        unlink = f"/residents/{wrong}/unlink"
        assert await room.refused(unlink, {"reason": "other"}) == (404, "account-not-confirmed")
        await room.done("/residents", {"account_id": wrong, "person": NEIGHBOUR})
        assert await sessions_of(room, wrong) == [one]
        assert (await room.post(unlink, {})).status_code == 422
        await room.done(unlink, {"reason": "wrong-person"})
        assert await sessions_of(room, wrong) == []
        await room.done("/residents", {"account_id": right, "person": NEIGHBOUR})
        assert await sessions_of(room, right) == [one]
        kept = await room.conn.fetch("select account, linked, reason from resident_link order by id")
        assert [tuple(r) for r in kept] == [
            (wrong, True, None), (wrong, False, "wrong-person"), (right, True, None)
        ]  # fmt: skip


async def test_no_one_learns_which_people_the_office_knows(serve: Serve) -> None:
    """The same answers for a number that is known and one that is not, whatever else is wrong."""
    async with serve("activities") as room:
        one, unknown = await session(room, 5), str(uuid4())
        await room.done(f"/sessions/{one}/registrations", person(1) | {"phone": NEIGHBOUR["phone"]})
        for path in ("/me/registrations", "/me/waitlist"):
            reported = set()
            for who in (person(1), person(2), NEIGHBOUR | {"name": person(1)["name"]}, NEIGHBOUR):
                body = {"session_id": unknown, "person": who}
                reported.add(await room.refused(path, body, **resident(str(uuid4()))))
            assert reported == {(404, "session-unknown")}
        for who in (person(1), person(2)):
            await room.done("/me/registrations", {"session_id": one, "person": who}, **resident(str(uuid4())))


async def test_accounts_from_before_are_confirmed_anew_unless_the_counter_linked_them(serve: Serve) -> None:
    """0006 on a database of an older release: who was first there says which accounts the counter had linked."""
    async with serve("activities") as room:
        one, other = await session(room, 5), await session(room, 5)
        theirs = await room.done(f"/sessions/{one}/registrations", person(1))
        claimed = await room.done(f"/sessions/{one}/registrations", person(2))
        await room.done(f"/sessions/{other}/registrations", person(2))
        back = """
        truncate resident; alter table resident drop column person_ref, drop column claimed, drop column confirmed_at,
            drop column confirmed_by, alter column subject_ref set not null;
        alter table resident rename constraint resident_subject_key to "person-has-another-account";
        drop table resident_link
        """
        await room.conn.execute(back)
        await room.conn.execute(
            "update registration set recorded_by = 'self' where id = $1", claimed["registration_id"]
        )
        for account, of in (("counter", theirs), ("self", claimed)):
            await room.conn.execute("insert into resident values ($1, $2)", account, of["subject_ref"])
        await room.conn.execute(MIGRATION.read_text(encoding="utf-8"))
        assert (await own(room, "counter"))["confirmed"]
        assert await sessions_of(room, "counter") == [one]
        assert await sessions_of(room, "self") == [one]
        # What the office enters from now on is not the account's.
        again = await room.done(f"/sessions/{one}/registrations", person(2))
        assert again["subject_ref"] != claimed["subject_ref"]


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
        account, who = str(uuid4()), person(1) | {"phone": NEIGHBOUR["phone"]}
        mine: dict[str, Any] = {"who": account, "permissions": ATTEND}
        before = await room.done(f"/sessions/{past}/registrations", who | {"registered_at": "2021-07-01T00:00:00Z"})
        await room.done(f"/registrations/{before['registration_id']}/check-in", {})
        await room.done("/residents", {"account_id": account, "person": who})
        await room.done("/needs", {"title": "楼道灯", "category": "repair", "requester": who})
        made = await room.done("/me/registrations", {"session_id": coming}, **mine)
        said = f"/me/registrations/{before['registration_id']}/feedback"
        await room.done(said, {"rating": 4, "comment": "王老师讲得好"}, **mine)
        assert await room.refused(said, {"rating": 5}, **mine) == (422, "feedback-already-given")
        assert await room.refused("/me/erasure", **mine) == (422, "still-registered")
        await room.done(f"/me/registrations/{made['registration_id']}/cancel", **mine)
        reported = await own(room, account)
        assert [need["title"] for need in reported["needs"]] == ["楼道灯"]
        assert (reported["name"], reported["comments"][0]["comment"]) == (who["name"], "王老师讲得好")
        await room.done("/me/erasure", **mine)
        assert await own(room, account) == NOTHING
        kept = await room.conn.fetch("select name, phone from person")
        assert [(r["name"], r["phone"]) for r in kept] == [("", None)]
        assert await room.count("need", "requester_ref is not null") == 0
        assert await room.count("registration") == 2
        assert await room.count("feedback", "rating = 4 and comment is null") == 1
        # The same person comes back as somebody new.
        again = await room.done("/me/registrations", {"session_id": coming, "person": who}, **mine)
        assert again["subject_ref"] != made["subject_ref"]


async def test_only_who_attended_says_how_it_was_and_when_it_is_over(serve: Serve) -> None:
    async with serve("activities") as room:
        coming = await session(room, 5)
        made = (await room.done(f"/sessions/{coming}/registrations", person(1)))["registration_id"]
        assert await room.refused(f"/registrations/{made}/feedback", {"rating": 5}) == (422, "did-not-attend")
        await room.done(f"/registrations/{made}/check-in", {})
        assert await room.refused(f"/registrations/{made}/feedback", {"rating": 5}) == (422, "session-not-over")
