"""How `state-6793a3c/` was made; run in a checkout of that commit, against its running demonstration.

    git worktree add ../old 6793a3c && cd ../old && python3 -m venv .venv && (install requirements-dev.lock)
    JIAYUAN_HOME=$PWD/home make run PORT=0                        # the demonstration; leave it running
    JIAYUAN_HOME=$PWD/home PYTHONPATH=$PWD .venv/bin/python <this file> <folder to write>

The demonstration leaves some tables empty; the commands below fill them through the rooms' own routes. Then each
database is dumped as SQL, with the golden events of that commit, and the keys that its fingerprints were made with.
Everybody in it is invented. What lies there was filled by this script in several goes while it was written: earlier
goes left more rows of the same kinds behind, and `held.json` names the accounts of the first.
"""

import asyncio
import gzip
import json
import os
import shutil
import subprocess
import sys
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import asyncpg
import httpx2

from kernel import auth
from kernel.web import declared_permission
from tests.kit import scenes
from tests.kit.rooms import Room

HOME = Path(os.environ["JIAYUAN_HOME"])
CARD = json.loads((HOME / "run.json").read_text())
NOODLES, MARKET = scenes.ident("noodles"), scenes.ident("market")
# Replies kept for repeated commands and figures that were published: a few of them show as much as thousands.
FEWER = """
delete from idempotency where stored_at < (select min(stored_at) from
    (select stored_at from idempotency order by stored_at desc limit 5) newest);
delete from outbox where topic = 'engagement.statistics' and id <= (select max(id) - 100 from outbox);
delete from web_session;
"""


async def running(name: str, stack: AsyncExitStack) -> Room:
    """One room of the running product, by its own address and database."""
    conn = await asyncpg.connect(CARD["dsns"][name])
    stack.push_async_callback(conn.close)
    http = await stack.enter_async_context(httpx2.AsyncClient(base_url=CARD["urls"][name], timeout=30))
    routes = import_module(f"services.{name}.api").router.routes
    permissions = frozenset(filter(None, map(declared_permission, routes)))
    signer = auth.Signer(HOME / "keys" / "tokens.private.json")
    return Room(name, CARD["dsns"][name], cast("Any", None), http, conn, signer, permissions)


async def gateway(door: httpx2.AsyncClient) -> dict[str, str]:
    """A program's key, and the ids of two residents' own accounts."""
    names = ("resident-alone", "resident-at-the-counter")
    for name in names:
        body = {"username": name, "display_name": name, "password": "ten letters long"}
        assert (await door.post("/api/residents", json=body)).status_code == 201
    entered = await door.post("/api/session", json={"username": "operator", "password": CARD["password"]})
    door.headers["X-CSRF-Token"] = entered.json()["csrf_token"]
    made = await door.post("/api/programs", json={"name": "reader", "roles": ["operator"]})
    assert made.status_code == 201, made.text
    conn = await asyncpg.connect(CARD["dsns"]["gateway"])
    ids = [str(await conn.fetchval("select id from account where username = $1", name)) for name in names]
    await conn.close()
    return {"program": made.json()["key"], "alone": ids[0], "at_the_counter": ids[1], "password": "ten letters long"}


async def activities(room: Room, alone: str, at_the_counter: str) -> None:
    """Three people: by ID number and linked at the counter, by their own word alone, by both identifiers."""
    about = {"organisation_id": scenes.ORGANISATION, "name": "升平居委", "kind": "residents-committee"}
    await room.done("/organisations", about)
    venue = {"venue_id": scenes.ident("venue"), "name": "白领驿站二", "kind": "service-station"}
    await room.done("/venues", venue)
    of = await scenes.session(room, 9)
    known = await room.done(f"/sessions/{of}/registrations", scenes.person(1))
    await room.done("/residents", {"account_id": at_the_counter, "person": scenes.person(1)})
    said = {"name": "自报", "phone": "19900009901"}
    await room.done("/me/registrations", {"session_id": of, "person": said}, who=alone)
    both = {"name": "双号", "phone": "19900009902", "id_number": scenes.id_number(2)}
    await room.done(f"/sessions/{of}/registrations", both)
    earlier = "set starts_at = starts_at - interval '2 hours', ends_at = ends_at - interval '2 hours'"
    await room.conn.execute(f"update session {earlier} where id::text = $1", of)
    await room.done(f"/registrations/{known['registration_id']}/check-in", {})
    await room.done(f"/registrations/{known['registration_id']}/feedback", {"rating": 5})


async def inspections(room: Room) -> None:
    """Votes with words of all sorts, businesses of another register, and results in every state."""
    of = await scenes.round_(room)
    for name, kind in (("noodles", "restaurant"), ("market", "supermarket")):
        shop = {"establishment_id": scenes.ident(name), "name": name, "kind": kind, "risk_class": "B"}
        await room.post("/establishments", shop)
    await imported(room, of)
    for number, word in ((3, "street-snacks"), (4, "cooked-food")):
        vote = scenes.person(number) | {"establishment_id": NOODLES, "category": word}
        await room.done(f"/rounds/{of}/nominations", vote)
    for number, word in ((5, "whatever"), (6, "fruit-and-vegetables"), (7, "whatever")):
        vote = scenes.person(number) | {"establishment_id": MARKET, "category": word}
        await room.done(f"/public/rounds/{of}/nominations", vote)
    # One round is drawn and one is planned, over pools with everything that was imported.
    await scenes.drawn(room, {"places": 2, "batches": 2, "minimum": 0})
    await scenes.planned(room, {"places": 3, "batches": 4, "minimum": 0})
    exam = {"subject": "食品安全员", "outcome": "passed", "taken_on": "2026-10-01", "valid_until": "2029-10-01"}
    await room.done("/exams", scenes.person(9) | {"establishment_id": NOODLES} | exam)
    inspector = await room.done("/inspectors", {"name": "检查员甲"}, who="conflicted")
    conflict = {"establishment_id": MARKET, "reason": "family"}
    await room.done(f"/inspectors/{inspector['inspector_id']}/conflicts", conflict)
    await scenes.sample(room, of)
    await scenes.received(room, of)
    wrong = await scenes.published(room, of=of)
    await room.done(f"/samples/{wrong}/supersede", {"verdict": "qualified", "reason": "clerical-error"}, who="verifier")
    await retests(room, of)


async def imported(room: Room, of: str) -> None:
    """Three businesses of another register: only listed, voted for, sampled."""
    rows = [
        {"line": n, "external_id": f"L{n}", "name": f"Listed {n}", "rating": "90", "rated_on": "2021-06-01"}
        for n in (2, 3, 4)
    ]
    about = {"feed": "sf-2021", "format": "lives", "kind": "restaurant", "risk_class": "C"}
    await room.done("/imports/establishments", about | {"rows": rows})
    found = await room.conn.fetch("select establishment_id::text from listing order by external_id")
    _, voted, sampled = [row["establishment_id"] for row in found]
    vote = scenes.person(8) | {"establishment_id": voted, "category": "cooked-food"}
    await room.done(f"/rounds/{of}/nominations", vote)
    await room.done("/samples", {"round_id": of, "establishment_id": sampled, "category": "noodles"})


async def retests(room: Room, of: str) -> None:
    """One asked for, one with its laboratory drawn, one concluded."""
    for name in ("second", "third"):
        await scenes.laboratory(room, name)
    for last in ("asked", "drawn", "concluded"):
        tested = await scenes.published(room, of=of)
        entropy_at = scenes.at(scenes.now() + scenes.HOUR / 3600)
        await room.done(f"/samples/{tested}/retest", {"entropy_source": "双色球", "entropy_at": entropy_at})
        if last == "asked":
            continue
        await asyncio.sleep(1.5)
        await room.done(f"/samples/{tested}/retest/laboratory", {"entropy": [["2", "5", "12"], ["7"]]})
        if last == "concluded":
            await room.done(f"/samples/{tested}/retest/conclusion", {"verdict": "qualified"}, who="verifier")


async def relief(room: Room) -> None:
    """A payment taken back, a consent, a closed fund, and three objections: open, upheld, dismissed."""
    of = await scenes.fund(room, 5_000)
    await room.done("/relations", {"person": scenes.person(20)}, who="approver")
    paid = await scenes.requested(room, 100, of=of)
    await room.done(f"/disbursements/{paid}/approve", who="approver")
    await room.done(f"/disbursements/{paid}/pay", who="payer")
    newest = await room.conn.fetchval("select max(number) from entry where fund_id::text = $1", of)
    await room.done(f"/funds/{of}/entries/{newest}/reverse", {"reason": "退回"}, who="auditor")
    await scenes.requested(room, 200, of=of)
    await room.done(f"/funds/{of}/disclosures", {"document": "公示一"})
    other = await scenes.fund(room, 300)
    consent = {"organisation_id": scenes.ORGANISATION, "document": "同意书"}
    consent["consented_at"] = scenes.at(scenes.now() - scenes.HOUR)
    await room.done(f"/funds/{other}/purpose", {"purpose": "medical", "consents": [consent]})
    await room.done(f"/funds/{await scenes.fund(room)}/close")
    await room.done("/heads")
    for number, upheld in ((30, None), (32, True), (34, False)):
        case = await scenes.granted(room, number, number + 1, noticed=False)
        notice = await room.done(f"/cases/{case}/notice", who="approver")
        text = {"text": "这家的情况与公示不符，请核实"}
        objection = await room.done(f"/public/notices/{notice['notice_id']}/objections", text)
        if upheld is not None:
            await room.done(f"/objections/{objection['objection_id']}/decide", {"upheld": upheld}, who="approver")
        read = await room.http.get(f"/cases/{case}/file", params={"reason": "audit"}, headers=room.token("auditor"))
        assert read.status_code == 200, read.text


async def fill() -> dict[str, str]:
    """Every room; what a caller holds from then on."""
    async with AsyncExitStack() as stack:
        door = httpx2.AsyncClient(base_url=CARD["urls"]["gateway"], timeout=30)
        held = await gateway(await stack.enter_async_context(door))
        await activities(await running("activities", stack), held["alone"], held["at_the_counter"])
        await inspections(await running("inspections", stack))
        await relief(await running("relief", stack))
        # What they emitted is on the topics and counted.
        await asyncio.sleep(15)
        for name, dsn in CARD["dsns"].items():
            conn = await asyncpg.connect(dsn)
            stack.push_async_callback(conn.close)
            await conn.execute(
                "".join(
                    line for line in FEWER.splitlines(keepends=True) if name == "gateway" or "web_session" not in line
                )
            )
    return held


def dump(folder: Path, held: dict[str, str]) -> None:
    """Statements that asyncpg executes: no COPY, and none of psql's own commands."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, dsn in CARD["dsns"].items():
        command = ["pg_dump", "--no-owner", "--no-privileges", "--rows-per-insert=500", "--column-inserts", dsn]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        lines = [line for line in text.splitlines() if line and not line.startswith(("--", "\\"))]
        (folder / f"{name}.sql.gz").write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    golden = {path.stem: json.loads(path.read_text()) for path in sorted(Path("contracts/examples").rglob("*.json"))}
    (folder / "golden.json.gz").write_bytes(gzip.compress(json.dumps(golden, ensure_ascii=False).encode(), mtime=0))
    (folder / "held.json").write_text(json.dumps(held, indent=1) + "\n")
    for key in ("persons.key", "sealing.key"):
        shutil.copyfile(HOME / "keys" / key, folder / key)


if __name__ == "__main__":
    dump(Path(sys.argv[1]), asyncio.run(fill()))
