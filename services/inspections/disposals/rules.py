"""What follows a failure (核查处置, INS-12, RULE-19): opened, rectifying, rechecked, closed."""

from typing import Literal, get_args

from kernel.errors import Conflict

State = Literal["opened", "rectifying", "rechecked", "closed"]
STATES: tuple[State, ...] = get_args(State)


def check_step(state: str, following: str) -> None:
    """A disposal takes one step at a time."""
    if STATES.index(following) != STATES.index(state) + 1:
        raise Conflict("disposal-not-in-order")


def consequence(before: str | None, verdict: str) -> str | None:
    """What a newly published verdict asks for: "open" a disposal, "close" it, or nothing."""
    if before == verdict:
        return None
    if verdict == "unqualified":
        return "open"
    return "close" if before == "unqualified" else None
