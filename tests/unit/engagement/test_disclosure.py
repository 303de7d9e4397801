"""RULE-34: no small count of people is shown, and none can be had by subtracting what is shown."""

from __future__ import annotations

from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st

from services.engagement.api import router
from services.engagement.disclosure import OF_PEOPLE, SMALLEST, disclosed
from services.engagement.fold import METRICS, PEOPLE

THINGS = {"samples", "qualified", "unqualified", "disposals_opened", "disposals_closed", "handed_out"}
COUNT = st.integers(min_value=1, max_value=60)


def shown(value: int) -> int | None:
    """A count of people as it is shown."""
    return disclosed({"registrations": value})["registrations"]


@given(COUNT)
def test_small_counts_are_hidden_and_others_are_near(value: int) -> None:
    told = shown(value)
    assert (told is None) == (value < SMALLEST)
    assert told is None or (told % SMALLEST == 0 and abs(told - value) <= SMALLEST // 2)


@given(COUNT, COUNT)
def test_the_difference_of_two_published_counts_is_never_exact(more: int, less: int) -> None:
    """Who was expected and did not come, in a month of one programme: the one subtraction that the table offers."""
    told = shown(more), shown(less)
    if None in told or more < less:
        return
    worlds = [range(max(SMALLEST, value - SMALLEST), value + SMALLEST + 1) for value in (more, less)]
    differences = {a - b for a in worlds[0] for b in worlds[1] if a >= b and (shown(a), shown(b)) == told}
    assert more - less in differences
    assert len(differences) > 1


def test_the_public_table_has_one_partition_and_no_totals() -> None:
    # Programmes beside their line's total would give the hidden ones away: five hidden fours under a total of twenty.
    route = next(r for r in router.routes if isinstance(r, APIRoute) and r.path == "/public/statistics")
    assert {parameter.alias for parameter in route.dependant.query_params} == {"from", "to"}


def test_every_metric_is_of_people_or_said_not_to_be() -> None:
    of_things = {
        metric for metric in METRICS if metric.endswith("_fen") or metric.startswith("claims_") or metric in THINGS
    }
    told = OF_PEOPLE | of_things | {"rating_points"}
    assert set(METRICS) | set(PEOPLE) == told
