"""The HTTP of relief: each route declares its permission and calls one command or one query."""

from fastapi import APIRouter

from kernel.web import StrictRoute
from services.relief.api import agreements, cases, disbursements, donors, figures, funds, notices, own, projects

router = APIRouter(route_class=StrictRoute)
for _part in (agreements, projects, funds, disbursements, cases, notices, donors, figures, own):
    router.routes.extend(_part.router.routes)
