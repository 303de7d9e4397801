"""What of the statistics everybody may see without seeing anybody (RULE-34).

Counts of people below SMALLEST are hidden, and all others rounded to its multiples, so that what is had by subtracting
one from another is never exact. One table is published, months by programmes, without totals: rounding alone does not
hide parts under a total (five hidden fours under a twenty). Counts of things and amounts of money are told as they are.
"""

from services.engagement.fold import PEOPLE

# The usual floor of official statistics (5, as in the ONS's disclosure policy for public tables), and their base.
SMALLEST = 5
OF_PEOPLE = frozenset(PEOPLE) | {
    "registrations", "cancellations", "expected", "attended", "waitlisted", "feedbacks", "nominations", "visits",
    "needs_raised", "needs_resolved", "needs_reopened",
}  # fmt: skip
# A mean of a few opinions is those opinions; nobody needs the sum of the points.
NEVER = frozenset({"rating_points"})


def disclosed(figures: dict[str, int]) -> dict[str, int | None]:
    """The figures as everybody may see them; None where somebody was counted whom the count would show."""
    return {metric: _disclosed(metric, value) for metric, value in figures.items() if metric not in NEVER}


def _disclosed(metric: str, value: int) -> int | None:
    if metric not in OF_PEOPLE:
        return value
    if value < SMALLEST:
        return None
    return (value + SMALLEST // 2) // SMALLEST * SMALLEST
