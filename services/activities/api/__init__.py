"""The HTTP of activities: each route declares its permission and calls one command or one query."""

from fastapi import APIRouter

from kernel.figures import figures_router
from kernel.web import StrictRoute
from services.activities.api import alliance, calendar, erasures, needs, residents, sessions, venues
from services.activities.storage import SQL

# The metrics of services/engagement/fold.py that are this room's.
FIGURES = (
    "registrations", "people_registered", "cancellations", "expected", "attended", "people_attended", "waitlisted",
    "feedbacks", "rating_points", "visits", "needs_raised", "needs_resolved", "needs_reopened",
)  # fmt: skip
router = APIRouter(route_class=StrictRoute)
for part in (alliance, calendar, venues, sessions, needs, residents, erasures):
    # The routes themselves: an included router would hide them from whoever asks what they declare.
    router.routes.extend(part.router.routes)
router.routes.extend(figures_router("activities", FIGURES, SQL["figure-rows"]).routes)
