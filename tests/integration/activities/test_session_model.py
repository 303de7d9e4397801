"""One session against a model of it: in whatever order people act, database and model agree (I-1, I-2, I-3, I-7)."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import activity, person, session

WHO = st.integers(min_value=1, max_value=5)


def test_a_session_agrees_with_its_model(serve: Serve) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        room = runner.run(stack.enter_async_context(serve("activities")))
        try:
            of = runner.run(activity(room))
            run_state_machine_as_test(
                type("Bound", (SessionMachine,), {"runner": runner, "room": room, "of": of}),
                settings=settings(
                    max_examples=12,
                    stateful_step_count=20,
                    deadline=None,
                    database=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(stack.aclose())


class SessionMachine(RuleBasedStateMachine):
    """Registers, cancels and checks in five people in a session of one to three seats."""

    runner: asyncio.Runner
    room: Room
    of: str

    def __init__(self) -> None:
        super().__init__()
        self.capacity, self.session = 0, ""
        self.seat: dict[int, str] = {}
        self.came: set[int] = set()
        self.cancelled: list[str] = []
        self.events = 1

    def send(self, path: str, body: object = None) -> tuple[str, dict[str, Any]]:
        answer = self.runner.run(self.room.post(path, body))
        return ("done" if answer.status_code == 201 else answer.json()["code"]), answer.json()

    @initialize(capacity=st.integers(min_value=1, max_value=3))
    def schedule(self, capacity: int) -> None:
        self.capacity = capacity
        self.session = self.runner.run(session(self.room, capacity, of=self.of))

    @rule(who=WHO)
    def register(self, who: int) -> None:
        outcome, reply = self.send(f"/sessions/{self.session}/registrations", person(who))
        if who in self.seat:
            assert outcome == "already-registered"
        elif len(self.seat) == self.capacity:
            assert outcome == "session-full"
        else:
            assert outcome == "done"
            self.seat[who] = reply["registration_id"]
            assert reply["seats_left"] == self.capacity - len(self.seat)
            self.events += 1

    @rule(who=WHO)
    def cancel(self, who: int) -> None:
        if who not in self.seat:
            return
        outcome, _ = self.send(f"/registrations/{self.seat[who]}/cancel")
        if who in self.came:
            assert outcome == "already-checked-in"
        else:
            assert outcome == "done"
            self.cancelled.append(self.seat.pop(who))
            self.events += 1

    @rule(who=WHO)
    def check_in(self, who: int) -> None:
        if who not in self.seat:
            return
        outcome, reply = self.send(f"/registrations/{self.seat[who]}/check-in", {})
        assert (outcome, reply["first"]) == ("done", who not in self.came)
        self.events += who not in self.came
        self.came.add(who)

    @rule(pick=st.integers(min_value=0, max_value=50))
    def touch_a_cancelled_one(self, pick: int) -> None:
        if not self.cancelled:
            return
        one = self.cancelled[pick % len(self.cancelled)]
        assert self.send(f"/registrations/{one}/cancel")[0] == "registration-already-cancelled"
        assert self.send(f"/registrations/{one}/check-in", {})[0] == "registration-cancelled"

    @invariant()
    def database_and_model_agree(self) -> None:
        if not self.session:
            return
        view = self.runner.run(self.room.get(f"/sessions/{self.session}"))
        assert view["confirmed"] == len(self.seat) <= self.capacity
        rows = self.runner.run(self.room.get(f"/sessions/{self.session}/registrations"))
        assert {r["registration_id"] for r in rows if r["state"] == "confirmed"} == set(self.seat.values())
        assert {r["registration_id"] for r in rows if r["scanned_at"]} == {self.seat[who] for who in self.came}
        seqs = [seq for seq, _ in self.runner.run(self.room.events(f"session/{self.session}"))]
        assert seqs == list(range(1, self.events + 1))
