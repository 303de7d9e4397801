"""The HTTP of activities: the routes that its commands and queries declare."""

from kernel.figures import figures_query
from kernel.routes import router_of
from services.activities.storage import SQL

router = router_of(
    "services.activities.commands",
    "services.activities.queries",
    figures_query("activities", SQL["figure-rows"]),
)
