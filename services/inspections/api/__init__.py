"""The HTTP of inspections: each route declares its permission and calls one command or one query."""

from fastapi import APIRouter

from services.inspections.api import draws, establishments, honours, public, rounds, samples
from services.inspections.api.kit import ROUTE_CLASS

router = APIRouter(route_class=ROUTE_CLASS)
for part in (establishments, rounds, draws, samples, honours, public):
    router.routes.extend(part.router.routes)
