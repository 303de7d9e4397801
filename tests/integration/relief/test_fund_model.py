"""One fund against a model of it: in whatever order people act, database and model agree (RULE-20 to RULE-25)."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from services.relief.reactions import sweep
from tests.integration.relief.recompute import balances, flaws
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, application, fund, now

FEN = st.integers(min_value=1, max_value=40)
PICK = st.integers(min_value=0, max_value=50)
WHO = st.sampled_from(["anna", "bo", "chen"])


def test_a_fund_agrees_with_its_model(serve: Serve) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        room = runner.run(stack.enter_async_context(serve("relief")))
        try:
            run_state_machine_as_test(
                type("Bound", (FundMachine,), {"runner": runner, "room": room}),
                settings=settings(
                    max_examples=15,
                    stateful_step_count=25,
                    deadline=None,
                    database=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(stack.aclose())


class FundMachine(RuleBasedStateMachine):
    """Gives, asks, approves, rejects, pays, lets time pass and takes back, as one of three people."""

    runner: asyncio.Runner
    room: Room
    payees = 0

    def __init__(self) -> None:
        super().__init__()
        self.money = ""
        self.sums = dict.fromkeys(("available", "reserved", "disbursed", "received"), 0)
        # id -> amount, state, submitter, approver, payer
        self.asked: dict[str, dict[str, Any]] = {}
        self.entries: list[dict[str, Any]] = []

    def send(self, path: str, body: object = None, who: str = "treasurer") -> tuple[str, dict[str, Any]]:
        answer = self.runner.run(self.room.post(path, body, who=who))
        return ("done" if answer.status_code == 201 else answer.json()["code"]), answer.json()

    def move(self, kind: str, amount: int, leaves: str, enters: str, **more: Any) -> None:
        self.sums[leaves] -= amount
        self.sums[enters] += amount
        self.entries.append({"kind": kind, "amount": amount, "undone": False, **more})

    @initialize()
    def open(self) -> None:
        self.money = self.runner.run(fund(self.room))

    @rule(amount=FEN)
    def give(self, amount: int) -> None:
        body = {"organisation_id": ORGANISATION, "amount_fen": amount}
        outcome, _ = self.send(f"/funds/{self.money}/donations", body)
        assert outcome == "done"
        self.move("donation", amount, "received", "available", by="treasurer")

    @rule(amount=FEN, who=WHO)
    def ask(self, amount: int, who: str) -> None:
        # A payee of one's own each, or small sums would add up to the threshold over the runs.
        type(self).payees += 1
        outcome, reply = self.send(f"/funds/{self.money}/disbursements", application(amount, self.payees), who)
        if amount > self.sums["available"]:
            assert outcome == "fund-insufficient"
            return
        assert outcome == "done"
        self.asked[reply["disbursement_id"]] = {"amount": amount, "state": "requested", "by": who, "approver": None}
        self.move("reserve", amount, "available", "reserved")

    @rule(pick=PICK, verb=st.sampled_from(["approve", "reject", "pay", "pay"]), who=WHO)
    def act(self, pick: int, verb: str, who: str) -> None:
        if not self.asked:
            return
        one = sorted(self.asked)[pick % len(self.asked)]
        d = self.asked[one]
        outcome, _ = self.send(f"/disbursements/{one}/{verb}", None, who)
        assert outcome == self.expected(d, verb, who)
        if outcome != "done":
            return
        if verb == "approve":
            d.update(state="approved", approver=who)
        elif verb == "reject":
            d["state"] = "rejected"
            self.move("void", d["amount"], "reserved", "available")
        else:
            d["state"] = "paid"
            self.move("pay", d["amount"], "reserved", "disbursed", by=who, of=d)

    def expected(self, d: dict[str, Any], verb: str, who: str) -> str:
        if verb == "reject" and d["state"] not in ("requested", "approved"):
            return "disbursement-already-settled"
        wanted = {"approve": "requested", "pay": "approved"}.get(verb, d["state"])
        if d["state"] != wanted:
            return f"disbursement-not-{wanted}"
        if who == d["by"]:
            return "payer-is-submitter" if verb == "pay" else "approver-is-submitter"
        return "payer-is-approver" if verb == "pay" and who == d["approver"] else "done"

    @rule(pick=PICK)
    def time_passes(self, pick: int) -> None:
        waiting = [k for k, d in sorted(self.asked.items()) if d["state"] in ("requested", "approved")]
        if not waiting:
            return
        one = waiting[pick % len(waiting)]
        expire = self.room.conn.execute("update disbursement set expires_at = now() where id = $1", one)
        self.runner.run(expire)
        assert self.runner.run(sweep(self.room.app.state.pool, now())) == 1
        self.asked[one]["state"] = "expired"
        self.move("void", self.asked[one]["amount"], "reserved", "available")

    @rule(pick=PICK, who=st.sampled_from(["anna", "treasurer"]))
    def take_back(self, pick: int, who: str) -> None:
        if not self.entries:
            return
        number = pick % len(self.entries)
        entry = self.entries[number]
        outcome, _ = self.send(f"/funds/{self.money}/entries/{number + 1}/reverse", {"reason": "退回"}, who)
        if entry["kind"] not in ("donation", "pay"):
            assert outcome == "entry-not-reversible"
        elif entry["undone"]:
            assert outcome == "entry-already-reversed"
        elif who == entry["by"]:
            assert outcome == "reverser-is-recorder"
        elif entry["kind"] == "donation" and entry["amount"] > self.sums["available"]:
            assert outcome == "fund-insufficient"
        else:
            assert outcome == "done"
            entry["undone"] = True
            pay = entry["kind"] == "pay"
            if pay:
                entry["of"]["state"] = "reversed"
            way = ("disbursed", "available") if pay else ("available", "received")
            self.move(f"{entry['kind']}-reversal", entry["amount"], *way)

    @invariant()
    def database_and_model_agree(self) -> None:
        if not self.money:
            return
        entries: list[dict[str, Any]] = []
        while page := self.runner.run(self.room.get(f"/funds/{self.money}/entries", after=len(entries))):
            entries += page
        head = self.runner.run(
            self.room.conn.fetchval("select encode(head, 'hex') from fund where id = $1", self.money)
        )
        assert flaws(self.money, entries, head) == []
        assert [e["kind"] for e in entries] == [e["kind"] for e in self.entries]
        assert balances(entries) == self.sums
        rows = self.runner.run(
            self.room.conn.fetch("select id::text, state from disbursement where fund_id = $1", self.money)
        )
        assert {r["id"]: r["state"] for r in rows} == {k: d["state"] for k, d in self.asked.items()}
