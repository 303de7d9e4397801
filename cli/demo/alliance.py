"""The district's alliance, venues' hours, amenities, visits and needs, as commands through the gateway."""

from typing import Any

from cli.demo.client import Client, id_of


async def alliance(client: Client, district: dict[str, Any]) -> None:
    """Members, committees, hours, what was looked at, the heat of one day, and needs."""
    for member in district["members"]:
        organisation = id_of("organisation", member["organisation"])
        body = {k: str(v) for k, v in member.items() if k != "organisation"}
        await client.post(f"/activities/organisations/{organisation}/membership", body)
    for committee in district["committees"]:
        committee_id = str(id_of("committee", committee["key"]))
        body = {k: committee[k] for k in ("name", "building", "source")} | {"committee_id": committee_id}
        await client.post("/activities/committees", body)
        for member in committee["members"]:
            joins = {"organisation_id": str(id_of("organisation", member))}
            await client.post(f"/activities/committees/{committee_id}/members", joins)
    await _venues(client, district)
    for need in district["needs"]:
        await _need(client, need)


async def _venues(client: Client, district: dict[str, Any]) -> None:
    for schedule in district["schedules"]:
        body = {"from_day": str(schedule["from_day"]), "hours": schedule["hours"]}
        await client.post(f"/activities/venues/{id_of('venue', schedule['venue'])}/schedule", body)
    for check in district["amenity_checks"]:
        body = {"amenity": check["amenity"], "state": check["state"], "source": "demo"}
        await client.post(f"/activities/venues/{id_of('venue', check['venue'])}/amenity-checks", body)
    heat = district["heat_alert"]
    alert = heat["alert"] | {
        "alert_id": str(id_of("alert", heat["alert"]["alert_id"])),
        "day": str(heat["alert"]["day"]),
    }
    # A visit has no id of its own: it is sent with its day's alert, once.
    if await client.post("/activities/heat-alerts", alert) is not None:
        for visit in heat["visits"]:
            body = {k: visit[k] for k in ("category", "people")} | {"visited_at": visit["visited_at"].isoformat()}
            await client.post(f"/activities/venues/{id_of('venue', visit['venue'])}/visits", body)


async def _need(client: Client, need: dict[str, Any]) -> None:
    need_id = str(id_of("need", need["key"]))
    body = {
        "need_id": need_id,
        "title": need["title"],
        "category": need["category"],
        "organisation_id": str(id_of("organisation", need["organisation"])),
        "source": "demo",
    }
    if await client.post("/activities/needs", body) is None:
        return
    for step in need["steps"]:
        order = {k: v for k, v in step.items() if k != "matched"}
        if "matched" in step:
            order["matched_organisation_id"] = str(id_of("organisation", step["matched"]))
        await client.post(f"/activities/needs/{need_id}/steps", order)
