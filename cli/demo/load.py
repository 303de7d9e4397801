"""`jiayuan demo load`: the district's facts as commands through the gateway; a second load changes nothing."""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from cli.demo import food
from cli.demo.alliance import alliance
from cli.demo.client import Client, Counts, DemoFailed, id_of, person
from cli.demo.people import People, people_of
from cli.demo.relief import relief
from cli.running import card_or_exit
from gateway.demonstration import OF_ORGANISATIONS
from kernel.calendar import SHANGHAI, local_day

app = typer.Typer(add_completion=False)
DISTRICT = Path(__file__).with_name("district.yaml")
Say = Callable[[str], None]


@app.command(epilog="Example: jiayuan demo load")
def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print what changed as JSON.")] = False,
) -> None:
    """Send the district's facts as commands through the running gateway."""
    card = card_or_exit()
    try:
        counts = load(card["urls"]["gateway"], people_of(card), say=lambda _: None)
    except DemoFailed as error:
        sys.stderr.write(f"demo load: {error}\n")
        raise typer.Exit(1) from None
    if as_json:
        sys.stdout.write(json.dumps({"changed": counts.changed, "unchanged": counts.unchanged}) + "\n")
    else:
        sys.stdout.write(_summary(counts) + "\n")


def _summary(counts: Counts) -> str:
    return f"{counts.changed} commands changed something, {counts.unchanged} were already so"


def load(url: str, people: People, *, say: Say) -> Counts:
    """Load the district. Raises DemoFailed where the gateway refuses for another reason than "already so"."""
    district = yaml.safe_load(DISTRICT.read_text(encoding="utf-8"))
    return asyncio.run(_load(url, people, district, say))


async def _load(url: str, people: People, district: dict[str, Any], say: Say) -> Counts:
    async with Client(url.rstrip("/"), people) as client:
        await _directory(client, district)
        await alliance(client, district)
        for account in district["accounts"]:
            display_name, role = OF_ORGANISATIONS[account["username"]]
            organisation = id_of("organisation", account["organisation"])
            client.counts.count(await people.ensure(account["username"], display_name, role, organisation))
        await asyncio.gather(
            *(_activity(client, activity) for activity in district["activities"]),
            *(_round(client, a_round) for a_round in district["rounds"]),
            relief(client, district),
        )
        # After the results: a failure among them would suspend what was granted before it.
        await food.honours(client, district)
        say(_summary(client.counts))
        return client.counts


async def _directory(client: Client, district: dict[str, Any]) -> None:
    for fact in district["organisations"]:
        await client.post("/activities/organisations", _with_id(fact, "organisation"))
    for fact in district["venues"]:
        await client.post("/activities/venues", _with_id(fact, "venue", organisation="organisation"))
    for fact in district["establishments"]:
        await client.post("/inspections/establishments", _with_id(fact, "establishment", venue="venue"))
    await food.register(client, district)


def _with_id(fact: dict[str, Any], kind: str, **references: str) -> dict[str, Any]:
    """The fact with its key as an id, and its references to other facts as theirs."""
    body = {k: v for k, v in fact.items() if k != "key" and k not in references}
    body[f"{kind}_id"] = str(id_of(kind, fact["key"]))
    for name, of in references.items():
        if name in fact:
            body[f"{name}_id"] = str(id_of(of, fact[name]))
    return body


async def _activity(client: Client, activity: dict[str, Any]) -> None:
    sessions = activity.pop("sessions")
    activity_id = id_of("activity", activity["key"])
    await client.post("/activities/activities", _with_id(activity, "activity", organisation="organisation"))
    await client.post(f"/activities/activities/{activity_id}/publish")
    for session in sessions:
        await _session(client, str(activity_id), session)


async def _session(client: Client, activity_id: str, session: dict[str, Any]) -> None:
    day = session.get("day") or local_day(datetime.now(UTC)) + timedelta(days=session["in_days"])
    session_id = str(id_of("session", session["key"]))
    starts_at, ends_at = _at(day, session["from"]), _at(day, session["to"])
    scheduled = await client.post(
        f"/activities/activities/{activity_id}/sessions",
        {
            "session_id": session_id,
            "venue_id": str(id_of("venue", session["venue"])),
            "starts_at": starts_at.isoformat(),
            "ends_at": ends_at.isoformat(),
            "capacity": session["capacity"],
            "online_capacity": session.get("online", 0),
            "source": session["source"],
            "despite": "demonstration",
        },
    )
    if scheduled is None and "cancel" in session:
        return  # It was cancelled by an earlier load, and takes no people.
    past = ends_at < datetime.now(UTC)
    first = sum(map(ord, session["key"])) % 40
    for number in range(first, first + session["people"]):
        body: dict[str, Any] = person(number) | {"channel": "on-behalf"}
        if past:
            body["registered_at"] = (starts_at - timedelta(days=3)).isoformat()
        elif number % 3:
            body["registered_at"] = _some_day_before(number).isoformat()
        registered = await client.post(f"/activities/sessions/{session_id}/registrations", body)
        if registered is not None and number - first < session.get("attend", 0):
            scan = {"scanned_at": (starts_at + timedelta(minutes=1)).isoformat()} if past else {}
            await client.post(f"/activities/registrations/{registered['registration_id']}/check-in", scan)

    for number in range(first + session["people"], first + session["people"] + session.get("waiting", 0)):
        await client.post(f"/activities/sessions/{session_id}/waitlist", person(number))
    if scheduled is not None:
        await _changed(client, session_id, session)


async def _changed(client: Client, session_id: str, session: dict[str, Any]) -> None:
    """What the office changed after people had registered: once, with the session's scheduling."""
    if move := session.get("move"):
        day = local_day(datetime.now(UTC)) + timedelta(days=move["in_days"])
        body = {
            "venue_id": str(id_of("venue", move["venue"])),
            "starts_at": _at(day, move["from"]).isoformat(),
            "ends_at": _at(day, move["to"]).isoformat(),
            "reason": move["reason"],
            "despite": "demonstration",
        }
        await client.post(f"/activities/sessions/{session_id}/move", body)
    if reason := session.get("cancel"):
        await client.post(f"/activities/sessions/{session_id}/cancel", {"reason": reason})


def _some_day_before(number: int) -> datetime:
    """A morning of the last four weeks, so that the trend has something to show: two in three came before today."""
    return _at(local_day(datetime.now(UTC)) - timedelta(days=1 + number * 11 % 27), "10:00")


def _at(day: date, clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return datetime(day.year, day.month, day.day, int(hours), int(minutes), tzinfo=SHANGHAI)


async def _round(client: Client, found: dict[str, Any]) -> None:
    round_id = str(id_of("round", found["key"]))
    now = datetime.now(UTC)
    today = _at(local_day(now), "00:00")
    opens_at = found.get("opens_at", today)
    closes_at = found.get("closes_at") or today + timedelta(days=found["in_days"])
    await client.post(
        "/inspections/rounds",
        {
            "round_id": round_id,
            "title": found["title"],
            "programme": found["programme"],
            "organisation_id": str(id_of("organisation", found["organisation"])),
            "opens_at": opens_at.isoformat(),
            "closes_at": closes_at.isoformat(),
            "categories": found["offered"],
            "source": found["source"],
        },
    )
    rounds = {r["round_id"]: r for r in await client.get("/inspections/rounds")}
    # A nomination has no id of its own and naming again replaces: past its key's week it must not be sent again.
    if rounds[round_id]["nominations"] == 0:
        await _nominations(client, round_id, found)
    for sample in found["samples"]:
        await _sample(client, round_id, sample)
    if "plan" in found:
        await food.drawn_round(client, round_id, found)


async def _nominations(client: Client, round_id: str, found: dict[str, Any]) -> None:
    number = 0
    for establishment, count in found["nominations"].items():
        for _ in range(count):
            body: dict[str, Any] = person(number) | {
                "establishment_id": str(id_of("establishment", establishment)),
                "category": found["categories"][establishment],
            }
            if "nominated_at" in found:
                body["nominated_at"] = found["nominated_at"].isoformat()
            await client.post(f"/inspections/rounds/{round_id}/nominations", body)
            number += 1
    for establishment, count in found.get("unverified", {}).items():
        for _ in range(count):
            body = person(number) | {
                "establishment_id": str(id_of("establishment", establishment)),
                "category": found["categories"][establishment],
            }
            await client.post(f"/inspections/public/rounds/{round_id}/nominations", body)
            number += 1


async def _sample(client: Client, round_id: str, sample: dict[str, Any]) -> None:
    sample_id = str(id_of("sample", sample["key"]))
    body = {
        "sample_id": sample_id,
        "round_id": round_id,
        "establishment_id": str(id_of("establishment", sample["establishment"])),
        "category": "sampled",
    }
    if "taken_at" in sample:
        body["taken_at"] = sample["taken_at"].isoformat()
    taken = await client.post("/inspections/samples", body, who="inspector")
    if taken is not None and "verdict" in sample:
        await food.result(client, f"/inspections/samples/{sample_id}", sample)
