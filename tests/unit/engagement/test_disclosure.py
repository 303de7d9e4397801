"""RULE-34: no small count of people is shown, and none can be had by subtracting what is shown."""

from __future__ import annotations

from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st

from contracts.figures import FIGURES
from services.engagement.api import router
from services.engagement.disclosure import SMALLEST, disclosed

COUNT = st.integers(min_value=1, max_value=60)


def shown(value: int) -> int | None:
    """A count of people as it is shown."""
    return disclosed({"registrations": value})["registrations"]


@given(COUNT)
def test_small_counts_are_hidden_and_others_are_near(value: int) -> None:
    reported = shown(value)
    assert (reported is None) == (value < SMALLEST)
    assert reported is None or (reported % SMALLEST == 0 and abs(reported - value) <= SMALLEST // 2)


@given(COUNT, COUNT)
def test_the_difference_of_two_published_counts_is_never_exact(more: int, less: int) -> None:
    """Who was expected and did not come, in a month of one programme: the one subtraction that the table offers."""
    reported = shown(more), shown(less)
    if None in reported or more < less:
        return
    worlds = [range(max(SMALLEST, value - SMALLEST), value + SMALLEST + 1) for value in (more, less)]
    differences = {a - b for a in worlds[0] for b in worlds[1] if a >= b and (shown(a), shown(b)) == reported}
    assert more - less in differences
    assert len(differences) > 1


def test_the_public_table_has_one_partition_and_no_totals() -> None:
    # Programmes beside their line's total would give the hidden ones away: five hidden fours under a total of twenty.
    route = next(r for r in router.routes if isinstance(r, APIRoute) and r.path == "/public/statistics")
    assert {parameter.alias for parameter in route.dependant.query_params} == {"from", "to"}


def test_what_a_figure_counts_decides_how_it_is_shown() -> None:
    """Seven is rounded to five where people are counted; what is not registered is not shown."""
    shown = disclosed(dict.fromkeys(FIGURES, 7) | {"zebras": 7})
    reported = {"people": 5, "things": 7, "fen": 7}
    assert shown == {name: reported[figure.counts] for name, figure in FIGURES.items() if figure.counts != "points"}
    assert "rating_points" not in shown


def test_who_is_counted_is_people_also_where_a_row_is_an_act() -> None:
    of_people = {name for name, figure in FIGURES.items() if figure.counts == "people"}
    assert of_people == {
        "registrations", "people_registered", "cancellations", "expected", "attended", "people_attended", "waitlisted",
        "feedbacks", "visits", "needs_raised", "needs_resolved", "needs_reopened", "nominations", "people_nominating",
    }  # fmt: skip
