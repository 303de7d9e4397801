"""The summer's food-safety week: a round with nominations, a draw that anybody can check, samples and results."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from cli.demo.client import Client, id_of
from cli.demo.food import finding, retest

PLACES = 3
# Within this the public numbers do not exist yet when the seed is committed to.
ENTROPY_IN = timedelta(seconds=3)


async def open_round(client: Client, seed: int) -> None:
    """The round of the week, open for its seven days."""
    await client.post(
        "/inspections/rounds",
        {
            "round_id": str(id_of("round", f"summer-{seed}")),
            "title": f"你点我检：2021 夏（模拟 {seed}）",
            "programme": "food-safety-week-2021",
            "organisation_id": str(id_of("organisation", "food-safety-office")),
            "opens_at": "2021-07-05T00:00:00+08:00",
            "closes_at": "2021-07-11T23:59:59+08:00",
            "categories": ["cooked-food", "fresh-vegetables", "boxed-meals", "dim-sum", "other"],
            "source": "simulated",
        },
    )


async def inspect(client: Client, seed: int) -> None:
    """From the frozen pool to published results; goes on from where a stopped run left the round."""
    round_id = str(id_of("round", f"summer-{seed}"))
    path = f"/inspections/rounds/{round_id}"
    state = await _state(client, round_id)
    if state == "collecting":
        await client.post(f"{path}/freeze")
        state = "frozen"
    if state == "frozen":
        await client.post(f"{path}/plan", {"places": PLACES, "batches": PLACES, "minimum": 0})
        state = "planned"
    if state == "planned":
        await _draw(client, round_id, path)
    await _sample(client, seed, round_id)


async def _state(client: Client, round_id: str) -> str:
    rounds = await client.get("/inspections/rounds")
    return next(str(r["state"]) for r in rounds if r["round_id"] == round_id)


async def _draw(client: Client, round_id: str, path: str) -> None:
    """Commit, wait for the public numbers to exist, draw. The numbers are dice of this program's, and say so."""
    at = datetime.now(UTC) + ENTROPY_IN
    order = {"entropy_source": "模拟：由演示程序掷出的骰子", "entropy_at": at.isoformat()}
    await client.post(f"{path}/commit", order, already=("seed-already-committed",))
    published = await client.get(f"/inspections/public/rounds/{round_id}/draw")
    at = datetime.fromisoformat(published["entropy_at"])
    await asyncio.sleep(max(0.0, (at - datetime.now(UTC)).total_seconds() + 0.1))
    dice = [str(secrets.randbelow(6) + 1) for _ in range(12)]
    await client.post(f"{path}/draw", {"entropy": [dice]}, already=("round-not-in-order",))


async def _sample(client: Client, seed: int, round_id: str) -> None:
    """A sample at each drawn place; the last one fails and is put right, so that a failure's whole way is seen."""
    path = f"/inspections/rounds/{round_id}"
    await client.post(f"{path}/advance", {"to": "sampling"}, already=("round-not-in-order",))
    draw: dict[str, Any] = await client.get(f"/inspections/public/rounds/{round_id}/draw")
    places = [place["id"] for place in draw["result"] if place["removed_at"] is None]
    samples = []
    for number, place in enumerate(places):
        sample_id = str(id_of("sample", f"summer-{seed}-{number}"))
        body = {
            "sample_id": sample_id,
            "round_id": round_id,
            "establishment_id": place,
            "category": "sampled",
            "taken_at": f"2021-07-{13 + number}T09:30:00+08:00",
        }
        await client.post("/inspections/samples", body, who="inspector", already=("round-not-sampling",))
        samples.append(f"/inspections/samples/{sample_id}")
    await client.post(f"{path}/advance", {"to": "testing"}, already=("round-not-in-order",))
    for number, sample in enumerate(samples):
        await _result(client, sample, failed=number == len(samples) - 1)
    await client.post(f"{path}/advance", {"to": "publishing"}, already=("round-not-in-order",))
    await client.post(f"{path}/close", already=("round-not-in-order",))


async def _result(client: Client, path: str, *, failed: bool) -> None:
    """Through the laboratory to the published result, by another person than found it."""
    laboratory = {"laboratory_id": str(id_of("laboratory", "city-lab"))}
    await client.post(f"{path}/receive", laboratory, who="analyst", already=("sample-already-received",))
    found = finding("unqualified" if failed else "qualified")
    await client.post(f"{path}/result", found, who="analyst", already=("result-already-verified",))
    await client.post(f"{path}/verify", who="verifier", already=("result-already-verified", "sample-already-verified"))
    await client.post(f"{path}/publish", who="verifier", already=("result-already-published",))
    if failed:
        await retest(client, path, "qualified")
