"""The summer's relief: the state-owned partner's donations, and more than 180,000 yuan paid to people in hardship.

Donations carry the days of the summer. A request, an approval and a payment are recorded when they are made, so they
carry the time of the run: a ledger that accepted yesterday's approvals would be worth nothing.
"""

from datetime import date, timedelta

from cli.demo.client import Client, id_of

# Each below the amount from which two people approve, each for somebody else: nothing is split.
PAYMENTS = 48
AMOUNTS_FEN = (320_000, 380_000, 420_000, 460_000)
PURPOSES = ("medical", "living-hardship", "schooling", "other")
MONTHLY_FEN = 5_500_000


async def money(client: Client, seed: int) -> None:
    """A fund, a donation a month, and PAYMENTS payments by three people each."""
    fund_id = str(id_of("fund", f"summer-{seed}"))
    await client.post(
        "/relief/funds",
        {
            "fund_id": fund_id,
            "title": f"福民帮困资金：2021 夏（模拟 {seed}）",
            "purpose": "general",
            "programme": "fumin-projects",
            "organisation_id": str(id_of("organisation", "party-committee")),
            "opened_at": "2021-06-01T09:00:00+08:00",
            "source": "simulated",
        },
    )
    for month in (6, 7, 8, 9):
        day = date(2021, month, 1) + timedelta(days=9)
        body = {
            "donation_id": str(id_of("donation", f"summer-{seed}-{month}")),
            "organisation_id": str(id_of("organisation", "international-group")),
            "amount_fen": MONTHLY_FEN,
            "received_at": f"{day.isoformat()}T10:00:00+08:00",
            "source": "simulated",
        }
        await client.post(f"/relief/funds/{fund_id}/donations", body)
    for number in range(PAYMENTS):
        # The amounts differ by their last fen, so that no two requests are one command.
        order = {
            "amount_fen": AMOUNTS_FEN[number % len(AMOUNTS_FEN)] + number,
            "purpose": PURPOSES[number % len(PURPOSES)],
            "payee": {"name": f"模拟家庭{number:02d}", "phone": f"1991{seed % 1000:03d}{number:04d}"},
        }
        asked = await client.post(f"/relief/funds/{fund_id}/disbursements", order, who="submitter")
        if asked is None:
            continue
        path = f"/relief/disbursements/{asked['disbursement_id']}"
        await client.post(f"{path}/approve", who="approver")
        await client.post(f"{path}/pay", who="payer")
