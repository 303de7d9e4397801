"""The HTTP of activities: each route declares its permission and calls one command or one query."""

from fastapi import APIRouter

from kernel.figures import figures_router
from kernel.web import StrictRoute
from services.activities.api import alliance, calendar, erasures, needs, residents, sessions, venues
from services.activities.storage import SQL

router = APIRouter(route_class=StrictRoute)
for part in (alliance, calendar, venues, sessions, needs, residents, erasures):
    # The routes themselves: an included router would hide them from whoever asks what they declare.
    router.routes.extend(part.router.routes)
router.routes.extend(figures_router("activities", SQL["figure-rows"]).routes)
