"""The HTTP of inspections: each route declares its permission and calls one command or one query."""

from fastapi import APIRouter

from kernel.figures import figures_router
from services.inspections.api import corrections, draws, establishments, honours, public, rounds, samples, votes
from services.inspections.api.kit import ROUTE_CLASS
from services.inspections.storage import SQL

router = APIRouter(route_class=ROUTE_CLASS)
for part in (establishments, rounds, votes, draws, samples, corrections, honours, public):
    router.routes.extend(part.router.routes)
router.routes.extend(figures_router("inspections", SQL["figure-rows"]).routes)
