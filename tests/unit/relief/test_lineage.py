"""The ledger's pure rules against a model that holds every single fen: balances and lineage (RULE-20, RULE-27)."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from services.relief.funds.ledger import ACCOUNTS, legs
from services.relief.funds.lineage import Lineage, follow
from services.relief.funds.row import EntryKind
from tests.kit.examples import examples

FEN = st.integers(min_value=1, max_value=6)
PICK = st.integers(min_value=0, max_value=1000)


class Fen:
    """One fen of one gift: where it is, and for which disbursement."""

    def __init__(self, gift: UUID) -> None:
        self.gift, self.where, self.by = gift, "available", UUID(int=0)


class LedgerMachine(RuleBasedStateMachine):
    """Gives, reserves, voids, pays and takes back; the model moves single fen, the ledger whole amounts."""

    def __init__(self) -> None:
        super().__init__()
        self.lineage = Lineage()
        self.entries: list[tuple[str, UUID, int]] = []
        self.balances = dict.fromkeys(ACCOUNTS, 0)
        self.fen: list[Fen] = []
        self.ids = 0
        self.gifts: dict[UUID, int] = {}
        self.reserved: list[UUID] = []
        self.paid: list[UUID] = []

    def new_id(self) -> UUID:
        # In the order of their making, the same in every run.
        self.ids += 1
        return UUID(int=self.ids)

    def post(self, kind: EntryKind, reference: UUID, amount: int) -> None:
        self.lineage.apply(kind, reference, amount)
        self.entries.append((kind, reference, amount))
        for account, moved in legs(kind, amount).items():
            self.balances[account] += moved

    def of(self, disbursement: UUID) -> list[Fen]:
        return [f for f in self.fen if f.by == disbursement]

    @rule(amount=FEN)
    def give(self, amount: int) -> None:
        gift = self.new_id()
        self.gifts[gift] = amount
        self.fen += [Fen(gift) for _ in range(amount)]
        self.post("donation", gift, amount)

    @rule(amount=FEN)
    def reserve(self, amount: int) -> None:
        free = [f for f in self.fen if f.where == "available"]
        disbursement = self.new_id()
        if len(free) < amount:
            with pytest.raises(ValueError, match="more is taken"):
                follow([*self.entries, ("reserve", disbursement, amount)])
            return
        for fen in free[:amount]:
            fen.where, fen.by = "reserved", disbursement
        self.reserved.append(disbursement)
        self.post("reserve", disbursement, amount)

    @precondition(lambda self: self.reserved)
    @rule(pick=PICK, pays=st.booleans())
    def settle(self, pick: int, pays: bool) -> None:
        disbursement = self.reserved.pop(pick % len(self.reserved))
        fen = self.of(disbursement)
        for one in fen:
            one.where = "disbursed" if pays else "available"
            one.by = disbursement if pays else UUID(int=0)
        if pays:
            self.paid.append(disbursement)
        self.post("pay" if pays else "void", disbursement, len(fen))

    @precondition(lambda self: self.paid)
    @rule(pick=PICK)
    def bring_back(self, pick: int) -> None:
        disbursement = self.paid.pop(pick % len(self.paid))
        fen = self.of(disbursement)
        for one in fen:
            one.where, one.by = "available", UUID(int=0)
        self.post("pay-reversal", disbursement, len(fen))

    @precondition(lambda self: self.gifts)
    @rule(pick=PICK)
    def take_back(self, pick: int) -> None:
        gift = sorted(self.gifts)[pick % len(self.gifts)]
        if self.balances["available"] < self.gifts[gift]:
            return  # the ledger refuses it: fund-insufficient
        amount = self.gifts.pop(gift)
        for fen in sorted((f for f in self.fen if f.gift == gift and f.where != "available"), key=lambda f: f.by):
            other = next(f for f in self.fen if f.gift != gift and f.where == "available")
            other.where, other.by = fen.where, fen.by
        self.fen = [f for f in self.fen if f.gift != gift]
        self.post("donation-reversal", gift, amount)

    @invariant()
    def every_fen_is_where_the_ledger_says(self) -> None:
        assert sum(self.balances.values()) == 0
        for where in ("available", "reserved", "disbursed"):
            assert self.balances[where] == sum(f.where == where for f in self.fen) >= 0
        for key, gift in self.lineage.gifts.items():
            own = [f.where for f in self.fen if f.gift == key]
            found = (gift.available_fen, gift.reserved_fen, gift.disbursed_fen)
            assert found == (own.count("available"), own.count("reserved"), own.count("disbursed"))
            assert gift.amount_fen == sum(found) + gift.reversed_fen


def test_rule_27_histories_agree_with_the_model() -> None:
    how = settings(max_examples=examples(200), stateful_step_count=20, deadline=None, database=None)
    run_state_machine_as_test(LedgerMachine, settings=how)
