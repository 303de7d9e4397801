"""The HTTP of activities: each route declares its permission and calls one command or one query."""

from fastapi import APIRouter

from kernel.web import StrictRoute
from services.activities.api import alliance, needs, residents, sessions, venues

router = APIRouter(route_class=StrictRoute)
for part in (alliance, venues, sessions, needs, residents):
    # The routes themselves: an included router would hide them from whoever asks what they declare.
    router.routes.extend(part.router.routes)
