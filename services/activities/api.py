"""The HTTP of activities: the routes that its aggregates declare."""

from kernel.figures import figures_query
from kernel.routes import router_of
from services.activities.search.queries import SEARCH
from services.activities.storage import SQL

router = router_of(
    "services.activities",
    figures_query("activities", SQL["figure-rows"].text),
    SEARCH.query,
)
