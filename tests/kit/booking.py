"""A session with its waiting list, against a model of it: the caller says how commands are sent.

JIAYUAN_EXAMPLES says how many runs; `make prove` asks for two thousand.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.kit.examples import examples
from tests.kit.scenes import HOUR, at, now, person

# Sends one command: its outcome ("done" or the code) and its reply.
Send = Callable[[str, object], tuple[str, dict[str, Any]]]
Get = Callable[[str], Any]
WHO = st.integers(min_value=1, max_value=6)
_runs = itertools.count(1)


def run_booking(send: Send, get: Get, activity: str, venue: str, *, first_person: int, default: int) -> int:
    """Run the machine, each time in a session of its own with people of its own; answers how often."""
    bound = {"send": staticmethod(send), "get": staticmethod(get), "activity": activity, "venue": venue}
    runs = examples(default)
    run_state_machine_as_test(
        type("Bound", (BookingMachine,), bound | {"first_person": first_person}),
        settings=settings(
            max_examples=runs,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return runs


class BookingMachine(RuleBasedStateMachine):
    """Six people register, wait, cancel, withdraw, come and are undone, in a session that changes itself."""

    send: Send
    get: Get
    activity: str
    venue: str
    first_person: int

    def __init__(self) -> None:
        super().__init__()
        self.run_number = next(_runs)
        self.session, self.capacity = "", 0
        self.seat: dict[int, str] = {}
        self.line: list[tuple[int, str]] = []
        self.came: set[int] = set()
        self.gone: list[str] = []
        self.called_off: list[str] = []
        self.is_off = False
        self.start, self.minutes = now() + HOUR, 0

    def person(self, who: int) -> dict[str, Any]:
        """People of this run alone: all sessions are at the same hour, and no person is in two places (ACT-14)."""
        return person(self.first_person + self.run_number * 8 + who)

    def times(self) -> dict[str, str]:
        """When it is, at the venue that the tests share."""
        start = self.start + timedelta(minutes=self.minutes)
        end = start + timedelta(minutes=30)
        return {"starts_at": at(start), "ends_at": at(end), "despite": "tests share one venue"}

    @initialize(capacity=st.integers(min_value=1, max_value=3))
    def schedule(self, capacity: int) -> None:
        body = {"venue_id": self.venue, "capacity": capacity, **self.times()}
        outcome, reply = self.send(f"/activities/{self.activity}/sessions", body)
        assert outcome == "done"
        self.session, self.capacity = reply["session_id"], capacity

    @rule(who=WHO)
    def register(self, who: int) -> None:
        outcome, reply = self.send(f"/sessions/{self.session}/registrations", self.person(who))
        if self.is_off:
            assert outcome == "session-cancelled"
        elif who in self.seat:
            assert outcome == "already-registered"
        elif len(self.seat) == self.capacity:
            assert outcome == "session-full"
        else:
            assert outcome == "done"
            self.seat[who] = reply["registration_id"]
            assert reply["seats_left"] == self.capacity - len(self.seat)

    @rule(who=WHO)
    def wait(self, who: int) -> None:
        outcome, reply = self.send(f"/sessions/{self.session}/waitlist", self.person(who))
        if self.is_off:
            assert outcome == "session-cancelled"
        elif len(self.seat) < self.capacity:
            assert outcome == "seats-are-free"
        elif who in self.seat:
            assert outcome == "already-registered"
        elif any(who == waiting for waiting, _ in self.line):
            assert outcome == "already-waiting"
        else:
            assert outcome == "done"
            self.line.append((who, reply["entry_id"]))

    @rule(who=WHO)
    def withdraw(self, who: int) -> None:
        entry = next((entry for waiting, entry in self.line if waiting == who), None)
        if entry is None:
            return
        assert self.send(f"/waitlist/{entry}/withdraw", None)[0] == "done"
        self.line = [place for place in self.line if place[0] != who]
        assert self.send(f"/waitlist/{entry}/withdraw", None)[0] == "no-longer-waiting"

    @rule(who=WHO)
    def cancel(self, who: int) -> None:
        if who not in self.seat:
            return
        outcome, reply = self.send(f"/registrations/{self.seat[who]}/cancel", None)
        if who in self.came:
            assert outcome == "already-checked-in"
            return
        assert outcome == "done"
        self.gone.append(self.seat.pop(who))
        if self.line:
            # RULE-4: the first in line, at once.
            first, _ = self.line.pop(0)
            self.seat[first] = self.seats()[self.person(first)["name"]]
        assert reply["seats_left"] == self.capacity - len(self.seat)

    @rule(who=WHO)
    def check_in(self, who: int) -> None:
        if who not in self.seat:
            return
        outcome, reply = self.send(f"/registrations/{self.seat[who]}/check-in", {})
        assert (outcome, reply["first"]) == ("done", who not in self.came)
        self.came.add(who)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        if who not in self.seat:
            return
        outcome, _ = self.send(f"/registrations/{self.seat[who]}/undo-check-in", None)
        assert outcome == ("done" if who in self.came else "not-checked-in")
        self.came.discard(who)

    @rule(minutes=st.integers(min_value=0, max_value=20))
    def move(self, minutes: int) -> None:
        before, self.minutes = self.minutes, minutes
        order = {"venue_id": self.venue, "reason": "model", **self.times()}
        outcome, reply = self.send(f"/sessions/{self.session}/move", order)
        if outcome == "done":
            assert (reply["registered"], reply["conflicts"]) == (len(self.seat), 0)
            assert not self.is_off
            assert not self.came
            return
        self.minutes = before
        assert outcome == (
            "session-cancelled" if self.is_off else "session-attended" if self.came else "session-stays-as-it-is"
        )
        assert self.is_off or self.came or minutes == before

    @rule(capacity=st.integers(min_value=1, max_value=4))
    def edit(self, capacity: int) -> None:
        outcome, reply = self.send(f"/sessions/{self.session}/edit", {"capacity": capacity, "reason": "model"})
        if self.is_off:
            assert outcome == "session-cancelled"
        elif capacity < len(self.seat):
            assert outcome == "fewer-seats-than-taken"
        else:
            assert outcome == "done"
            self.capacity = capacity
            called, self.line = self.line[: capacity - len(self.seat)], self.line[capacity - len(self.seat) :]
            assert reply["promoted"] == len(called)
            held = self.seats()
            self.seat |= {who: held[self.person(who)["name"]] for who, _ in called}

    @rule(pick=st.integers(min_value=0, max_value=3))
    def cancel_the_session(self, pick: int) -> None:
        # Seldom: in a cancelled session little happens.
        if pick:
            return
        outcome, reply = self.send(f"/sessions/{self.session}/cancel", {"reason": "model"})
        if self.is_off:
            assert outcome == "session-cancelled"
        elif self.came:
            assert outcome == "session-attended"
        else:
            assert (outcome, reply["called_off"]) == ("done", len(self.seat))
            self.called_off = list(self.seat.values())
            self.is_off, self.seat, self.line = True, {}, []

    @rule()
    def touch_what_was_called_off(self) -> None:
        for one in self.called_off[:1]:
            assert self.send(f"/registrations/{one}/cancel", None)[0] == "registration-called-off"
            assert self.send(f"/registrations/{one}/check-in", {})[0] == "registration-called-off"

    @rule(pick=st.integers(min_value=0, max_value=50))
    def touch_a_cancelled_one(self, pick: int) -> None:
        if not self.gone:
            return
        one = self.gone[pick % len(self.gone)]
        assert self.send(f"/registrations/{one}/cancel", None)[0] == "registration-already-cancelled"
        assert self.send(f"/registrations/{one}/check-in", {})[0] == "registration-cancelled"

    def seats(self) -> dict[str, str]:
        """Who holds a seat, as the room lists it: name → registration."""
        rows = self.get(f"/sessions/{self.session}/registrations")
        return {row["name"]: row["registration_id"] for row in rows if row["state"] == "confirmed"}

    def teardown(self) -> None:
        """What is stored is what the replies said."""
        if not self.session:
            return
        view = self.get(f"/sessions/{self.session}")
        assert (view["state"] == "cancelled") == self.is_off
        assert view["confirmed"] == len(self.seat) <= self.capacity
        assert view["waiting"] == len(self.line)
        # A person who waits while a seat is free was forgotten.
        assert not self.line or len(self.seat) == self.capacity
        assert self.seats() == {self.person(who)["name"]: one for who, one in self.seat.items()}
        rows = self.get(f"/sessions/{self.session}/registrations")
        assert {row["registration_id"] for row in rows if row["scanned_at"]} == {self.seat[who] for who in self.came}
        line = [row["entry_id"] for row in self.get(f"/sessions/{self.session}/waitlist") if row["state"] == "waiting"]
        assert line == [entry for _, entry in self.line]
