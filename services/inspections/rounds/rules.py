"""A round's life, in order: collecting, frozen, planned, drawn, sampling, testing, publishing, closed; and its plan.

The plan (INS-3) is the weight of a place, how batches are shared among what people named, and floors by risk.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Literal, get_args

from kernel.errors import Conflict, Refused

State = Literal["collecting", "frozen", "planned", "drawn", "sampling", "testing", "publishing", "closed"]
STATES: tuple[State, ...] = get_args(State)
RiskClass = Literal["A", "B", "C", "D"]
CLOCK_LEEWAY = timedelta(minutes=5)
# Votes alone ignore risk (食品生产经营监督检查管理办法 art. 21): a place weighs its class, and one a verified vote.
BASE_WEIGHT = {"A": 1, "B": 2, "C": 3, "D": 4}
# What people may name where the office gives no list of its own.
USUAL_CATEGORIES = (
    "cooked-food", "dairy", "fruit-and-vegetables", "meat", "aquatic-products", "pastry", "beverages", "tableware",
    "other",
)  # fmt: skip
# A plan has a quota for each category, and one event carries them all.
MOST_CATEGORIES = 30
# Why a round ends before its way is done. A code, because the event must not carry free text about people.
BrokenOff = Literal[
    "too-few-nominations", "votes-not-credible", "draw-not-possible", "samples-lost", "opened-by-mistake", "emergency"
]


def check_follows(state: str, following: str) -> None:
    """A round takes one step at a time, forwards."""
    if STATES.index(following) != STATES.index(state) + 1:
        raise Conflict("round-not-in-order")


def nomination_time(
    *, state: str, opens_at: datetime, closes_at: datetime, given: datetime | None, now: datetime
) -> datetime:
    """When a nomination counts: now, or the time on the paper slip an operator types in later.

    Refused("round-not-open") outside the round's time, Refused("nominated-in-the-future").
    """
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("nominated-in-the-future")
    if state != "collecting" or not opens_at <= at <= closes_at:
        raise Refused("round-not-open")
    return at


def check_category(category: str, categories: Collection[str]) -> None:
    """People name what the round was opened for. Refused("category-not-in-round")."""
    if category not in categories:
        raise Refused("category-not-in-round")


def check_committable(*, state: str, entropy_at: datetime, now: datetime) -> None:
    """The seed is committed to after the plan stands and before the public entropy exists (RULE-12)."""
    if state != "planned":
        raise Conflict("round-not-in-order")
    if entropy_at <= now:
        raise Refused("committed-after-the-entropy")


def check_drawable(*, state: str, entropy_at: datetime | None, now: datetime) -> None:
    """The draw is made once, with entropy that did not exist when the seed was committed to."""
    check_follows(state, "drawn")
    if entropy_at is None:
        raise Refused("seed-not-committed")
    if now < entropy_at:
        raise Refused("drawn-before-the-entropy")


def check_replaceable(*, state: str, sampled: bool) -> None:
    """A drawn place is replaced while samples are still to be taken there."""
    if state not in ("drawn", "sampling"):
        raise Conflict("round-not-in-order")
    if sampled:
        raise Refused("place-already-sampled")


def check_advance(state: str, to: str, *, unsampled: int, unpublished: int) -> None:
    """Testing begins when every drawn place was sampled, publishing when every sample of the round is published."""
    check_follows(state, to)
    if to == "testing" and unsampled:
        raise Refused("places-not-sampled")
    if to == "publishing" and unpublished:
        raise Refused("samples-not-published")


def check_closable(state: str, *, unpublished: int, open_disposals: int, broken_off: bool = False) -> None:
    """A round closes once, and never with a disposal open (RULE-19).

    In order: after publishing, or before its freeze when nothing will be drawn, with every sample published. Broken
    off, which takes a published reason: from every state. What was sampled until then still gets its result.
    """
    if state == "closed":
        raise Conflict("round-already-closed")
    if not broken_off and state not in ("collecting", "publishing"):
        raise Conflict("round-not-in-order")
    if not broken_off and unpublished:
        raise Refused("samples-not-published")
    if open_disposals:
        raise Refused("disposal-open")


def weight(risk_class: str, nominations: int) -> int:
    """Whole tickets of a place: 1 for class A up to 4 for class D, and one a verified vote."""
    return BASE_WEIGHT[risk_class] + nominations


def quotas(votes: Mapping[str, int], *, batches: int, minimum: int) -> dict[str, int]:
    """Batches a category: each has `minimum`, the rest is shared by votes with the largest remainder.

    Ties by category in text order; without any vote all count as equal. Refused("plan-below-minimum") where the
    batches do not reach, Refused("nothing-nominated") where there is no category.
    """
    if not votes:
        raise Refused("nothing-nominated")
    rest = batches - minimum * len(votes)
    if rest < 0:
        raise Refused("plan-below-minimum")
    counted = votes if sum(votes.values()) else dict.fromkeys(votes, 1)
    total = sum(counted.values())
    shares = {category: divmod(rest * count, total) for category, count in counted.items()}
    left = rest - sum(whole for whole, _ in shares.values())
    first = sorted(shares, key=lambda category: (-shares[category][1], category))[:left]
    return {category: minimum + whole + (category in first) for category, (whole, _) in sorted(shares.items())}


def check_places(*, places: int, batches: int, pool: int, floors: Mapping[str, int]) -> None:
    """Refused("pool-too-small", "floors-above-places", "fewer-batches-than-places")."""
    if places > pool:
        raise Refused("pool-too-small")
    if sum(floors.values()) > places:
        raise Refused("floors-above-places")
    if batches < places:
        raise Refused("fewer-batches-than-places")
