"""The food line of the demonstration beside its rounds: a drawn round with inspectors, honours, the week's stalls."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from cli.demo.client import Client, id_of
from kernel.calendar import local_day

# Long enough for the commitment to be sent before it, short enough to wait for.
ENTROPY_IN = timedelta(seconds=3)


async def drawn_round(client: Client, round_id: str, found: dict[str, Any]) -> None:
    """From freezing the pool to the close, waiting for the entropy's instant; only where nothing of it was done yet."""
    state = {r["round_id"]: r["state"] for r in await client.get("/inspections/rounds")}[round_id]
    path = f"/inspections/rounds/{round_id}"
    if state != "collecting":
        return
    entropy_at = datetime.now(UTC) + ENTROPY_IN
    await client.post(f"{path}/freeze")
    await client.post(f"{path}/plan", found["plan"])
    source = {"entropy_source": found["entropy_source"], "entropy_at": entropy_at.isoformat()}
    await client.post(f"{path}/commit", source)
    await asyncio.sleep((entropy_at - datetime.now(UTC)).total_seconds() + 0.1)
    drawn = await client.post(f"{path}/draw", {"entropy": found["entropy"]})
    assert drawn is not None
    await client.post(f"{path}/replacements", {"establishment_id": drawn["drawn"][-1], "reason": "shut"})
    await client.post(f"{path}/inspectors")
    await client.post(f"{path}/advance", {"to": "sampling"})
    file = await client.get(f"/inspections/public/rounds/{round_id}/draw")
    for place in [p for p in file["result"] if not p["removed_at"]]:
        body = {"round_id": round_id, "establishment_id": place["id"], "category": "cooked-food"}
        taken = await client.post("/inspections/samples", body, who="inspector")
        assert taken is not None
        await result(client, f"/inspections/samples/{taken['sample_id']}", {"verdict": "qualified"})
    await client.post(f"{path}/advance", {"to": "testing"})
    await client.post(f"{path}/advance", {"to": "publishing"})
    await client.post(f"{path}/close")


def finding(verdict: str) -> dict[str, Any]:
    """What the laboratory of the demonstration reports: two items, of which the second decides."""
    value = "20" if verdict == "qualified" else "320"
    lead = {"item": "铅（以 Pb 计）", "method": "GB 5009.12", "value": "0.08", "unit": "mg/kg", "limit": "≤0.2"}
    coli = {"item": "大肠菌群", "method": "GB 4789.3", "value": value, "unit": "CFU/g", "limit": "≤100"}
    return {"verdict": verdict, "items": [lead | {"verdict": "qualified"}, coli | {"verdict": verdict}]}


async def result(client: Client, path: str, sample: dict[str, Any]) -> None:
    """The sample's way through the laboratory to its published result."""
    laboratory = {"laboratory_id": str(id_of("laboratory", "city-lab"))}
    await client.post(f"{path}/receive", laboratory, who="analyst")
    await client.post(f"{path}/result", finding(sample["verdict"]), who="analyst")
    await client.post(f"{path}/verify", who="verifier")
    await client.post(f"{path}/publish", who="verifier")
    if "retest" in sample:
        await retest(client, path, sample["retest"])


async def retest(client: Client, path: str, verdict: str) -> None:
    """A failure's way through another laboratory, drawn with numbers that this program throws, to its correction.

    Goes on from where a stopped run left it.
    """
    if len((await client.get(path))["results"]) > 1:
        return
    order = {"entropy_source": "演示骰子", "entropy_at": (datetime.now(UTC) + ENTROPY_IN).isoformat()}
    await client.post(f"{path}/retest", order, already=("retest-already-requested",))
    entropy_at = datetime.fromisoformat((await client.get(f"{path}/retest"))["entropy_at"])
    await asyncio.sleep(max(0.0, (entropy_at - datetime.now(UTC)).total_seconds() + 0.1))
    dice = {"entropy": [["2", "4", "6"]]}
    await client.post(f"{path}/retest/laboratory", dice, already=("laboratory-already-drawn",))
    found = finding(verdict)
    await client.post(f"{path}/retest/conclusion", found, who="analyst", already=("correction-already-open",))
    sample_id = path.rpartition("/")[2]
    for correction in await client.get("/inspections/corrections?state=requested"):
        if correction["sample_id"] == sample_id:
            approval = f"/inspections/corrections/{correction['correction_id']}/approve"
            await client.post(approval, who="verifier", already=("correction-already-decided",))


async def register(client: Client, district: dict[str, Any]) -> None:
    """The list of laboratories, and the account `inspector` as an inspector."""
    for fact in district["laboratories"]:
        await client.post("/inspections/laboratories", _body(fact, "laboratory"))
    inspector = {"inspector_id": str(id_of("inspector", "inspector")), "name": district["inspector"]}
    await client.post("/inspections/inspectors", inspector, who="inspector")


async def honours(client: Client, district: dict[str, Any]) -> None:
    """Awards as printed, the pledge, and the week with what its stalls handed out."""
    for fact in district["awards"]:
        body = _body(fact, "award", establishment="establishment")
        body["ends_on"] = (local_day(datetime.now(UTC)) + timedelta(days=365)).isoformat()
        await client.post("/inspections/awards", body)
        await client.post(f"/inspections/awards/{body['award_id']}/grant")
    for fact in district["pledges"]:
        await client.post("/inspections/pledges", _body(fact, "pledge", establishment="establishment"))
    week = district["campaign"]
    campaign = _body({k: v for k, v in week.items() if k != "stalls"}, "campaign", organisation="organisation")
    await client.post("/inspections/campaigns", campaign)
    for fact in week["stalls"]:
        stall = _body({k: v for k, v in fact.items() if k != "tallies"}, "stall", venue="venue")
        await client.post(f"/inspections/campaigns/{campaign['campaign_id']}/stalls", stall)
        counted = {
            s["stall_id"] for c in await client.get("/inspections/campaigns") for s in c["stalls"] if s["tallies"]
        }
        if stall["stall_id"] not in counted:
            for tally in fact["tallies"]:
                body = tally | {"day": tally["day"].isoformat()}
                await client.post(f"/inspections/stalls/{stall['stall_id']}/tallies", body)


def _body(fact: dict[str, Any], kind: str, **references: str) -> dict[str, Any]:
    """The fact with its key as an id, its references as theirs, and its days as text."""
    body = {
        k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in fact.items() if k not in {"key", *references}
    }
    body |= {f"{name}_id": str(id_of(of, fact[name])) for name, of in references.items() if name in fact}
    return body | {f"{kind}_id": str(id_of(kind, fact["key"]))}
