"""The sample chain as a model: one establishment, one round, samples, disposals, an award; by the domain's rules alone.

Each verb answers the code that refuses it, or None and changes the model. The same machine walks this model by itself
and beside a real room, whose answers must be the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kernel.errors import CommandError
from services.inspections.disposals import rules as disposals
from services.inspections.honours import rules as honours
from services.inspections.rounds import rules as rounds
from services.inspections.samples import rules as samples

FAR, TODAY = date(2035, 1, 1), date(2026, 1, 5)


@dataclass(slots=True)
class Sample:
    """One sample and the versions of its result."""

    state: str = "taken"
    found: str | None = None
    analysed_by: str | None = None
    verified_by: str | None = None
    versions: list[str] = field(default_factory=list)
    disposal: str | None = None
    # The verdict that is asked for, who asked, and what became of it.
    asked: tuple[str, str, str] | None = None


@dataclass(slots=True)
class Chain:
    """What there is."""

    round: str = "collecting"
    award: str = "proposed"
    samples: list[Sample] = field(default_factory=list)

    def open_disposals(self) -> int:
        """How many disposals are not closed."""
        return sum(one.disposal not in (None, "closed") for one in self.samples)

    def attempt(self, verb: str, number: int = 0, who: str = "anna", verdict: str = "qualified") -> str | None:
        """Do one thing; the code that refuses it, or None."""
        try:
            if verb in ("take", "grant", "close-round"):
                getattr(self, f"_{verb.replace('-', '_')}")()
            else:
                getattr(self, f"_{verb}")(self.samples[number], who, verdict)
        except CommandError as error:
            return error.code
        return None

    def _take(self) -> None:
        samples.check_samplable(self.round, drawn=False)
        self.samples.append(Sample())

    def _receive(self, one: Sample, who: str, verdict: str) -> None:
        samples.check_receivable(one.state)
        one.state = "received"

    def _analyse(self, one: Sample, who: str, verdict: str) -> None:
        samples.check_analysable(one.state)
        one.state, one.found, one.analysed_by = "analysed", verdict, who

    def _verify(self, one: Sample, who: str, verdict: str) -> None:
        samples.check_verifiable(state=one.state, analysed_by=one.analysed_by, verifier=who)
        one.state, one.verified_by = "verified", who

    def _publish(self, one: Sample, who: str, verdict: str) -> None:
        samples.check_publishable(one.state)
        assert one.found is not None
        one.state = "published"
        self._tell(one, one.found)

    def _correct(self, one: Sample, who: str, verdict: str) -> None:
        correcting = one.asked is not None and one.asked[2] == "requested"
        samples.check_correctable(one.state, retested=False, correcting=correcting)
        # The same verdict rests on the same items here.
        samples.check_correction(one.versions[-1], verdict, same_items=True)
        one.asked = verdict, who, "requested"

    def _approve(self, one: Sample, who: str, verdict: str) -> None:
        asked, by, state = one.asked or ("", "", "")
        samples.check_decidable(state, requested_by=by, by=who, approve=True)
        one.asked = asked, by, "approved"
        self._tell(one, asked)

    def _tell(self, one: Sample, verdict: str) -> None:
        asked = disposals.consequence(one.versions[-1] if one.versions else None, verdict)
        one.versions.append(verdict)
        if asked == "open":
            one.disposal = "opened"
            self.award = "suspended" if self.award == "granted" else self.award
            self.round = "publishing" if self.round == "closed" else self.round
        elif asked == "close" and one.disposal not in (None, "closed"):
            self._end(one)

    def _end(self, one: Sample) -> None:
        one.disposal = "closed"
        if self.award == "suspended" and not self.open_disposals():
            self.award = honours.after_disposal(ends_on=FAR, today=TODAY)

    def _rectify(self, one: Sample, who: str, verdict: str) -> None:
        disposals.check_step(one.disposal or "closed", "rectifying")
        one.disposal = "rectifying"

    def _recheck(self, one: Sample, who: str, verdict: str) -> None:
        disposals.check_step(one.disposal or "closed", "rechecked")
        one.disposal = "rechecked" if verdict == "qualified" else "rectifying"

    def _dispose(self, one: Sample, who: str, verdict: str) -> None:
        disposals.check_step(one.disposal or "closed", "closed")
        self._end(one)

    def _grant(self) -> None:
        honours.check_grantable(self.award, open_disposals=self.open_disposals(), ends_on=FAR, today=TODAY)
        self.award = "granted"

    def _close_round(self) -> None:
        unpublished = sum(one.state != "published" for one in self.samples)
        rounds.check_closable(self.round, unpublished=unpublished, open_disposals=self.open_disposals())
        self.round = "closed"
