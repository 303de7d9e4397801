"""Whatever is done to samples in whatever order, the chain's promises hold (INS-7, INS-15, RULE-17, RULE-19)."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.kit.chain import Chain
from tests.kit.examples import examples

PEOPLE = st.sampled_from(["anna", "bo"])
VERDICTS = st.sampled_from(["qualified", "unqualified"])
ON_SAMPLES = ("receive", "analyse", "verify", "publish", "correct", "approve", "rectify", "recheck", "dispose")


class ChainMachine(RuleBasedStateMachine):
    """Random commands against the model; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.chain = Chain()
        self.reported: list[list[str]] = []

    def attempt(self, verb: str, number: int, who: str, verdict: str) -> None:
        before = repr(self.chain)
        if self.chain.attempt(verb, number, who, verdict) is not None:
            assert repr(self.chain) == before

    @rule()
    def take(self) -> None:
        self.attempt("take", 0, "anna", "qualified")

    @rule(verb=st.sampled_from(["grant", "close-round"]))
    def on_the_whole(self, verb: str) -> None:
        self.attempt(verb, 0, "anna", "qualified")

    @rule(verb=st.sampled_from(ON_SAMPLES), number=st.integers(0, 3), who=PEOPLE, verdict=VERDICTS)
    def on_a_sample(self, verb: str, number: int, who: str, verdict: str) -> None:
        if number < len(self.chain.samples):
            self.attempt(verb, number, who, verdict)

    @invariant()
    def nobody_verifies_their_own_finding(self) -> None:
        assert not [s for s in self.chain.samples if s.verified_by is not None and s.verified_by == s.analysed_by]

    @invariant()
    def what_was_published_stays(self) -> None:
        now = [list(one.versions) for one in self.chain.samples]
        for before, after in zip(self.reported, now, strict=False):
            assert after[: len(before)] == before
        self.reported = now

    @invariant()
    def a_failure_has_a_disposal_and_nothing_else_has_an_open_one(self) -> None:
        for one in self.chain.samples:
            newest = one.versions[-1] if one.versions else None
            assert newest != "unqualified" or one.disposal is not None
            assert newest == "unqualified" or one.disposal in (None, "closed")

    @invariant()
    def no_award_beside_an_open_disposal_and_no_closed_round_with_one(self) -> None:
        if self.chain.open_disposals():
            assert self.chain.award != "granted"
            assert self.chain.round != "closed"
        else:
            assert self.chain.award != "suspended"
        if self.chain.round == "closed":
            assert all(one.state == "published" for one in self.chain.samples)


TestChain = ChainMachine.TestCase
TestChain.settings = settings(max_examples=examples(150), stateful_step_count=30, deadline=None)
