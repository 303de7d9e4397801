"""The HTTP of inspections: each route declares its permission and calls one command or one query."""

from fastapi import APIRouter

from kernel.figures import figures_router
from services.inspections.api import corrections, draws, establishments, honours, public, rounds, samples, votes
from services.inspections.api.kit import ROUTE_CLASS
from services.inspections.storage import SQL

# The metrics of services/engagement/fold.py that are this room's.
FIGURES = (
    "nominations", "people_nominating", "samples", "qualified", "unqualified", "disposals_opened", "disposals_closed",
    "handed_out",
)  # fmt: skip

router = APIRouter(route_class=ROUTE_CLASS)
for part in (establishments, rounds, votes, draws, samples, corrections, honours, public):
    router.routes.extend(part.router.routes)
router.routes.extend(figures_router("inspections", FIGURES, SQL["figure-rows"]).routes)
