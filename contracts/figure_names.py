"""Made from contracts/figures.yaml by `python -m contracts.generate`: never edit."""

from typing import Literal

FigureName = Literal[
    "registrations",
    "people_registered",
    "cancellations",
    "expected",
    "attended",
    "people_attended",
    "waitlisted",
    "feedbacks",
    "rating_points",
    "visits",
    "needs_raised",
    "needs_resolved",
    "needs_reopened",
    "nominations",
    "people_nominating",
    "samples",
    "qualified",
    "unqualified",
    "disposals_opened",
    "disposals_closed",
    "handed_out",
    "received_fen",
    "reserved_fen",
    "disbursed_fen",
    "pledged_fen",
    "claims_accepted",
    "claims_withdrawn",
    "claims_fulfilled",
    "claims_lapsed",
]
ReliefOpened = Literal[
    "received_fen",
    "reserved_fen",
    "disbursed_fen",
    "pledged_fen",
]
ReliefPublic = Literal[
    "received_fen",
    "disbursed_fen",
]
