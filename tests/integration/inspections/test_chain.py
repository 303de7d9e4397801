"""In whatever order commands come, the room answers as the chain's model does (INS-7, INS-15, RULE-17, RULE-19)."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from cli.verify.recount import CHECKS
from tests.kit.chain import Chain
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import finding, ident, laboratory, round_
from tests.unit.inspections.test_chain import ON_SAMPLES, PEOPLE, VERDICTS

EXAMPLES, STEPS = 40, 25
NUMBERS = count()


class Machine(RuleBasedStateMachine):
    """The model and the room, side by side; the test gives it the room and the loop it lives in."""

    runner: asyncio.Runner
    room: Room

    @initialize()
    def begin(self) -> None:
        self.chain, self.samples = Chain(), list[str]()
        number = next(NUMBERS)
        self.shop, self.award = ident(f"shop {number}"), ident(f"award {number}")
        self.runner.run(self.scene(number))

    async def scene(self, number: int) -> None:
        shop = {"establishment_id": self.shop, "name": f"店 {number}", "kind": "stall", "risk_class": "A"}
        await self.room.done("/establishments", shop)
        self.round = await round_(self.room)
        award = {"award_id": self.award, "establishment_id": self.shop, "ends_on": "2035-01-01"}
        await self.room.done("/awards", award)

    def both(self, path: str, body: object, verb: str, number: int, who: str, verdict: str) -> Any:
        answer = self.runner.run(self.room.post(path, body, who=who))
        code = None if answer.status_code == 201 else answer.json()["code"]
        assert code == self.chain.attempt(verb, number, who, verdict), (verb, path)
        return answer.json()

    @rule()
    def take(self) -> None:
        body = {"round_id": self.round, "establishment_id": self.shop, "category": "meat"}
        made = self.both("/samples", body, "take", 0, "anna", "")
        if "sample_id" in made:
            self.samples.append(made["sample_id"])

    @rule(verb=st.sampled_from(["grant", "close-round"]))
    def on_the_whole(self, verb: str) -> None:
        path = f"/awards/{self.award}/grant" if verb == "grant" else f"/rounds/{self.round}/close"
        self.both(path, None, verb, 0, "anna", "")

    @rule(verb=st.sampled_from(ON_SAMPLES), number=st.integers(0, 2), who=PEOPLE, verdict=VERDICTS)
    def on_a_sample(self, verb: str, number: int, who: str, verdict: str) -> None:
        if number >= len(self.samples):
            return
        one = self.samples[number]
        if verb in ("rectify", "recheck", "dispose"):
            newest = "select id::text from disposal where sample_id = $1 order by opened_at desc, id desc limit 1"
            disposal = self.runner.run(self.room.conn.fetchval(newest, one))
            if disposal is None:
                return
            passed = {"outcome": "passed" if verdict == "qualified" else "failed"}
            verb_of = {"rectify": ("rectify", None), "recheck": ("recheck", passed), "dispose": ("close", None)}
            last, body = verb_of[verb]
            self.both(f"/disposals/{disposal}/{last}", body, verb, number, who, verdict)
            return
        bodies: dict[str, Any] = {
            "receive": {"laboratory_id": ident("laboratory")},
            "analyse": finding(verdict),
            "correct": finding(verdict) | {"note": "抄录时写错"},
        }
        if verb == "approve":
            newest = "select id::text from correction where sample_id = $1 order by requested_at desc, id desc limit 1"
            correction = self.runner.run(self.room.conn.fetchval(newest, one))
            if correction is not None:
                self.both(f"/corrections/{correction}/approve", None, verb, number, who, verdict)
            return
        last = {"analyse": "result", "correct": "corrections"}.get(verb, verb)
        path = f"/samples/{one}/{last}"
        self.both(path, bodies.get(verb), verb, number, who, verdict)

    def teardown(self) -> None:
        for name, sql in CHECKS["inspections"].items():
            assert self.runner.run(self.room.conn.fetch(*sql())) == [], name


def test_the_room_and_the_model_agree(serve: Serve) -> None:
    with asyncio.Runner() as runner:
        served = serve("inspections")
        room: Room = runner.run(served.__aenter__())
        runner.run(round_(room))
        runner.run(laboratory(room))
        Machine.runner, Machine.room = runner, room
        how = settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        try:
            run_state_machine_as_test(Machine, settings=how)
        finally:
            runner.run(served.__aexit__(None, None, None))
