"""A session and a model of it: in whatever order people act, database and model agree (RULE-1 to RULE-4, RULE-7)."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from tests.kit.booking import run_booking
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import activity, ident


def test_a_session_agrees_with_its_model(serve: Serve) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        room: Room = runner.run(stack.enter_async_context(serve("activities")))

        def send(path: str, body: object) -> tuple[str, dict[str, Any]]:
            answer = runner.run(room.post(path, body))
            return ("done" if answer.status_code == 201 else answer.json()["code"]), answer.json()

        try:
            of = runner.run(activity(room))
            runs = run_booking(
                send, lambda path: runner.run(room.get(path)), of, ident("venue"), first_person=0, default=12
            )
            gaps = "select aggregate from outbox group by aggregate having max(aggregate_seq) <> count(*)"
            assert runner.run(room.conn.fetch(gaps)) == []
            print(f"{runs} runs")
        finally:
            runner.run(stack.aclose())
