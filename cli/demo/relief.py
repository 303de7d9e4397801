"""The relief line of the district: agreements, projects, the fund with its donation, households' cases."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cli.demo.client import Client, id_of, person
from kernel.calendar import local_day


async def relief(client: Client, district: dict[str, Any]) -> None:
    """Agreements, projects, the fund, the cases."""
    for agreement in district["agreements"]:
        parties = [str(id_of("organisation", party)) for party in agreement["parties"]]
        body = {k: agreement[k] for k in ("title", "source")} | {"organisation_ids": parties}
        if "starts_on" in agreement:
            # Counted from the day of the load, so that the warning list always has something to show.
            ends_on = local_day(datetime.now(UTC)) + timedelta(days=agreement["ends_in_days"])
            body |= {"starts_on": agreement["starts_on"].isoformat(), "ends_on": ends_on.isoformat()}
        agreement_id = str(id_of("agreement", agreement["key"]))
        await client.post("/relief/agreements", body | {"agreement_id": agreement_id})
        for party in parties:
            await client.post(f"/relief/agreements/{agreement_id}/sign", {"organisation_id": party})
    for project in district["projects"]:
        await _project(client, district, project)
    await _fund(client, district["fund"])
    for case in district["cases"]:
        await _case(client, case)


async def _project(client: Client, district: dict[str, Any], project: dict[str, Any]) -> None:
    project_id, claim_id = str(id_of("project", project["key"])), str(id_of("claim", project["key"]))
    claimed_at = district["claimed_at"].isoformat()
    await client.post(
        "/relief/projects",
        {k: project[k] for k in ("title", "need_fen", "lines", "source") if k in project}
        | {
            "project_id": project_id,
            "programme": "fumin-projects",
            "organisation_id": str(id_of("organisation", district["convener"])),
            "opened_at": claimed_at,
        },
    )
    if "claimed_fen" not in project:
        return
    await client.post(
        f"/relief/projects/{project_id}/claims",
        {
            "claim_id": claim_id,
            "organisation_id": str(id_of("organisation", district["claimant"])),
            "amount_fen": project["claimed_fen"],
            "claimed_at": claimed_at,
        },
        already=("project-fully-claimed", "line-fully-claimed"),
    )
    if project["fulfilled"]:
        await client.post(f"/relief/claims/{claim_id}/fulfil")


async def _fund(client: Client, fund: dict[str, Any]) -> None:
    fund_id = str(id_of("fund", fund["key"]))
    await client.post(
        "/relief/funds",
        {k: fund[k] for k in ("title", "purpose", "source")}
        | {
            "fund_id": fund_id,
            "programme": "fumin-projects",
            "organisation_id": str(id_of("organisation", fund["organisation"])),
            "opened_at": fund["opened_at"].isoformat(),
        },
    )
    for donation in fund["donations"]:
        donation_id = str(id_of("donation", donation["key"]))
        body = {k: donation[k] for k in ("amount_fen", "source")} | {
            "donation_id": donation_id,
            "organisation_id": str(id_of("organisation", donation["organisation"])),
            "received_at": donation["received_at"].isoformat(),
        }
        await client.post(f"/relief/funds/{fund_id}/donations", body)
        await client.post(f"/relief/donations/{donation_id}/receipt")
    # A disbursement has no id of the caller's: past its key's week it must not be requested again. The ledger's first
    # page tells, whatever came later.
    entries = await client.get(f"/relief/funds/{fund_id}/entries")
    if not any(entry["kind"] == "reserve" for entry in entries):
        for disbursement in fund["disbursements"]:
            await _disbursement(client, fund_id, disbursement)


async def _disbursement(client: Client, fund_id: str, disbursement: dict[str, Any]) -> None:
    body = {"amount_fen": disbursement["amount_fen"], "purpose": disbursement["purpose"]}
    body["payee"] = person(900 + disbursement["payee"])
    requested = await client.post(f"/relief/funds/{fund_id}/disbursements", body, who="submitter")
    assert requested is not None
    path = f"/relief/disbursements/{requested['disbursement_id']}"
    if disbursement["until"] in ("approved", "paid"):
        await client.post(f"{path}/approve", who="approver")
    if disbursement["until"] == "paid":
        await client.post(f"{path}/pay", who="payer")


async def _case(client: Client, case: dict[str, Any]) -> None:
    """An invented household, as far as its row says: opened, validated, approved, noticed."""
    case_id = str(id_of("case", case["key"]))
    opened = await client.post(
        "/relief/cases",
        {k: case[k] for k in ("category", "neighbourhood", "need", "evidence", "monthly_fen", "months", "source")}
        | {
            "case_id": case_id,
            "neighbourhood_id": str(id_of("organisation", case["neighbourhood_key"])),
            "members": [person(number) for number in case["members"]],
        },
        who="submitter",
    )
    # A case that was there before went its way then.
    if opened is None or case["until"] == "draft":
        return
    await client.post(f"/relief/cases/{case_id}/validate")
    if case["until"] == "noticed":
        await client.post(f"/relief/cases/{case_id}/approve", who="approver")
        await client.post(f"/relief/cases/{case_id}/notice", who="approver")
