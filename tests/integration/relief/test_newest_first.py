"""Every list begins with the newest row and pages to its oldest one, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, fund, granted, household, ident, project, requested

ROWS, PAGE = 250, 100
# Every third row has the moment of the one before, so that the moment alone is no order.
EARLIER = "- (n - n % 3) * interval '1 hour'"


@dataclass(frozen=True)
class Listed:
    """A list: where it is, which table it shows, what its rows are called, and the columns of its order."""

    path: str
    table: str
    row: str
    order: tuple[str, ...]
    unknown: str | None = None


FUNDS = Listed("/funds", "fund", "fund_id", ("opened_at", "fund_id"), "fund-unknown")
AGREEMENTS = Listed("/agreements", "agreement", "agreement_id", ("drafted_at", "agreement_id"), "agreement-unknown")
PROJECTS = Listed("/projects", "project", "project_id", ("opened_at", "project_id"), "project-unknown")
CASES = Listed("/cases", "relief_case", "case_id", ("opened_at", "case_id"), "case-unknown")
DISBURSEMENTS = Listed(
    "/disbursements", "disbursement", "disbursement_id", ("requested_at", "disbursement_id"), "disbursement-unknown"
)
NOTICES = Listed("/public/notices", "notice", "notice_id", ("opens_on", "notice_id"), "notice-unknown")
OBJECTIONS = Listed("/objections", "objection", "objection_id", ("received_at", "objection_id"), "objection-unknown")
READS = Listed("/case-reads", "case_read", "number", ("number",))
RECEIPTS = Listed("/receipts", "receipt", "number", ("number",))
ALL = [FUNDS, AGREEMENTS, PROJECTS, CASES, DISBURSEMENTS, NOTICES, OBJECTIONS, READS, RECEIPTS]


async def copied(room: Room, table: str, **changes: str) -> None:
    """Copies of a table's only row, until there are ROWS; each with `changes`, which are SQL over `n` and `t`."""
    changed = ", ".join(f"'{column}', {sql}" for column, sql in changes.items())
    await room.conn.execute(
        f"insert into {table} overriding system value"
        f" select (jsonb_populate_record(t, jsonb_build_object({changed}))).*"
        f" from {table} t, generate_series(1, {ROWS - 1}) n"
    )


async def funds(room: Room) -> None:
    await fund(room)
    await copied(room, "fund", id="gen_random_uuid()", opened_at=f"t.opened_at {EARLIER}")
    accounts = "unnest(array['available', 'reserved', 'received', 'disbursed']) kind"
    await room.conn.execute(
        f"insert into account (fund_id, kind) select f.id, kind from fund f, {accounts}"
        " where not exists (select from account a where a.fund_id = f.id)"
    )


async def agreements(room: Room) -> None:
    await room.done("/agreements", {"title": "共建", "organisation_ids": [ORGANISATION, ident("b")]})
    await copied(room, "agreement", id="gen_random_uuid()", drafted_at=f"t.drafted_at {EARLIER}")
    await room.conn.execute(
        "insert into party (agreement_id, organisation_id, place) select id, $1, 1 from agreement a"
        " where not exists (select from party p where p.agreement_id = a.id)",
        ORGANISATION,
    )


async def projects(room: Room) -> None:
    await project(room, 1_000)
    await copied(room, "project", id="gen_random_uuid()", opened_at=f"t.opened_at {EARLIER}")


async def cases(room: Room) -> None:
    await room.done("/cases", household(1), who="submitter")
    changes = {"id": "gen_random_uuid()", "number": "'copy ' || n", "opened_at": f"t.opened_at {EARLIER}"}
    await copied(room, "relief_case", **changes)


async def disbursements(room: Room) -> None:
    await requested(room)
    await copied(room, "disbursement", id="gen_random_uuid()", requested_at=f"t.requested_at {EARLIER}")


async def notices(room: Room) -> None:
    await cases(room)
    await room.conn.execute(
        "insert into notice (id, case_id, category, band, opens_on, closes_on, published_by)"
        " select gen_random_uuid(), id, category, 'x', opened_at::date, current_date + 3, 'approver' from relief_case"
    )


async def objections(room: Room) -> None:
    case = await granted(room, 1, noticed=False)
    notice = (await room.done(f"/cases/{case}/notice", who="approver"))["notice_id"]
    await room.done(f"/public/notices/{notice}/objections", {"text": "他家另有住房出租，请核实。"}, who="anyone")
    await copied(room, "objection", id="gen_random_uuid()", received_at=f"t.received_at {EARLIER}")


async def reads(room: Room) -> None:
    case = (await room.done("/cases", household(1), who="submitter"))["case_id"]
    await room.get(f"/cases/{case}/file", reason="audit")
    await copied(room, "case_read", id="t.id + n")


async def receipts(room: Room) -> None:
    await fund(room, 10)
    await copied(room, "donation", id="gen_random_uuid()")
    await room.conn.execute(
        "insert into receipt (number, donation_id, amount_fen, issued_at, issued_by)"
        " select row_number() over (), id, amount_fen, received_at, 'operator' from donation"
    )


MADE: dict[Listed, Callable[[Room], Any]] = {
    FUNDS: funds, AGREEMENTS: agreements, PROJECTS: projects, CASES: cases, DISBURSEMENTS: disbursements,
    NOTICES: notices, OBJECTIONS: objections, READS: reads, RECEIPTS: receipts,
}  # fmt: skip


async def pages(room: Room, listed: Listed, **params: str) -> list[list[dict[str, Any]]]:
    """Every page of a list, each beginning after the last row of the one before."""
    found = [await room.get(listed.path, limit=PAGE, **params)]
    while len(found[-1]) == PAGE and len(found) < 5:
        found.append(await room.get(listed.path, limit=PAGE, before=found[-1][-1][listed.row], **params))
    return found


@pytest.mark.parametrize("listed", ALL, ids=lambda listed: listed.path)
async def test_every_row_of_a_list_is_reached_from_the_newest_on(serve: Serve, listed: Listed) -> None:
    async with serve("relief") as room:
        await MADE[listed](room)
        found = await pages(room, listed)
        assert [len(page) for page in found] == [100, 100, 50]
        rows = [row for page in found for row in page]
        assert len({row[listed.row] for row in rows}) == ROWS == await room.count(listed.table)
        keys = [tuple(row[column] for column in listed.order) for row in rows]
        assert keys == sorted(keys, reverse=True)
        # A page that cannot be continued is an error, not an empty one; `after`, which went up, is not ignored.
        params = {"after": str(rows[0][listed.row])}, *([{"before": str(uuid4())}] if listed.unknown else [])
        answers = [await room.http.get(listed.path, params=of, headers=room.token()) for of in params]
        codes = [(answer.status_code, answer.json()["code"]) for answer in answers]
        assert codes == [(422, "invalid-request"), *([(404, listed.unknown)] if listed.unknown else [])]


async def test_a_list_of_one_state_pages_within_it(serve: Serve) -> None:
    async with serve("relief") as room:
        await disbursements(room)
        await room.conn.execute(
            "update disbursement set state = 'rejected', rejected_by = 'x', rejected_at = now()"
            " where id in (select id from disbursement order by id limit 120)"
        )
        assert [len(page) for page in await pages(room, DISBURSEMENTS, state="rejected")] == [100, 20]
        await objections(room)
        await room.conn.execute(
            "update objection set state = 'set-aside', reason = 'x', decided_by = 'x', decided_at = now()"
            " where id in (select id from objection order by id limit 120)"
        )
        assert [len(page) for page in await pages(room, OBJECTIONS, open="true")] == [100, 30]
        assert [len(page) for page in await pages(room, OBJECTIONS, open="false")] == [100, 20]


async def test_an_organisation_pages_through_its_own(serve: Serve) -> None:
    async with serve("relief") as room:
        await agreements(room)
        await projects(room)
        await receipts(room)
        # Another's agreement is none that a page of one's own continues.
        other = {"title": "别家", "organisation_ids": [ident("b"), ident("c")]}
        strange = (await room.done("/agreements", other))["agreement_id"]
        token = room.signer.issue("partner", ["relief:own"], organisation=UUID(ORGANISATION))
        headers = {"Authorization": f"Bearer {token}"}
        for listed in (AGREEMENTS, PROJECTS, RECEIPTS):
            seen: list[dict[str, Any]] = []
            for size in (100, 100, 50):
                before = {"before": seen[-1][listed.row]} if seen else {}
                answer = await room.http.get(f"/own{listed.path}", params=before, headers=headers)
                assert len(answer.json()) == size, answer.text
                seen += answer.json()
            assert len({row[listed.row] for row in seen}) == ROWS
        answer = await room.http.get("/own/agreements", params={"before": strange}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "agreement-unknown")
