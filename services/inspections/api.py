"""The HTTP of inspections: the routes that its commands and queries declare."""

from kernel.figures import figures_query
from kernel.routes import router_of
from services.inspections.storage import SQL

router = router_of(
    "services.inspections.commands",
    "services.inspections.queries",
    figures_query("inspections", SQL["figure-rows"]),
)
