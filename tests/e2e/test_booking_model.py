"""The same model of a session against the running product, through the gateway."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import httpx2

from tests.kit.booking import run_booking
from tests.kit.door import District, Door

RUNS = 8


async def test_the_running_service_agrees_with_the_model(door: Door, district: District) -> None:
    operator = door["operator"]

    def run() -> int:
        # A client of its own: the machine runs in a thread, and the door's connections belong to the tests' loop.
        headers = {"Authorization": f"Bearer {operator.key}"}
        with httpx2.Client(base_url=f"{door.url}/api/activities", headers=headers, timeout=30) as http:

            def send(path: str, body: object) -> tuple[str, dict[str, Any]]:
                answer = http.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
                return ("done" if answer.status_code == 201 else answer.json()["code"]), answer.json()

            return run_booking(
                send,
                lambda path: http.get(path).json(),
                district.activity,
                district.venue,
                first_person=20_000,
                default=RUNS,
            )

    assert await asyncio.to_thread(run) >= RUNS
