"""What of the statistics everybody may see without seeing anybody (RULE-34).

Counts of people below SMALLEST are hidden, and all others rounded to its multiples, so that what is had by subtracting
one from another is never exact. One table is published, months by programmes, without totals: rounding alone does not
hide parts under a total (five hidden fours under a twenty). Counts of things and amounts of money are not changed.
What a figure counts is said in contracts/figures.yaml; one that is not registered there is not shown.
"""

from contracts.figures import FIGURES

# The usual floor of official statistics (5, as in the ONS's disclosure policy for public tables), and their base.
SMALLEST = 5
OF_PEOPLE = frozenset(name for name, figure in FIGURES.items() if figure.counts == "people")
# Points are never shown: a mean of a few opinions is those opinions, and their sum is of no use.
SHOWN = OF_PEOPLE | {name for name, figure in FIGURES.items() if figure.counts in ("things", "fen")}


def disclosed(figures: dict[str, int]) -> dict[str, int | None]:
    """The figures as everybody may see them; None where the count would identify a person."""
    return {metric: _disclosed(metric, value) for metric, value in figures.items() if metric in SHOWN}


def _disclosed(metric: str, value: int) -> int | None:
    if metric not in OF_PEOPLE:
        return value
    if value < SMALLEST:
        return None
    return (value + SMALLEST // 2) // SMALLEST * SMALLEST
