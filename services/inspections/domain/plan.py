"""The plan of a round (INS-3): the weight of a place, how batches are shared among what people named, risk floors."""

from collections.abc import Mapping

from kernel.errors import Refused

# Votes alone ignore risk (食品生产经营监督检查管理办法 art. 21): a place weighs its class, and one a verified vote.
BASE_WEIGHT = {"A": 1, "B": 2, "C": 3, "D": 4}


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
