"""The way of a need: raised, accepted, matched with who takes care of it, resolved, and taken up again (ACT-20)."""

from typing import Literal

from kernel.errors import Conflict, Refused

State = Literal["raised", "accepted", "matched", "resolved", "reopened"]
WAYS: dict[str, frozenset[str]] = {
    "accepted": frozenset({"raised", "reopened"}),
    "matched": frozenset({"accepted"}),
    "resolved": frozenset({"accepted", "matched"}),
    "reopened": frozenset({"resolved"}),
}


def check_step(state: str, to: str, *, matched: bool) -> None:
    """Conflict("need-step-impossible") from where it stands; Refused("match-without-organisation")."""
    if state not in WAYS[to]:
        raise Conflict("need-step-impossible")
    if (to == "matched") != matched:
        raise Refused("match-without-organisation")
