"""The HTTP of inspections: the routes that its aggregates declare."""

from kernel.figures import figures_query
from kernel.routes import router_of
from services.inspections.search.queries import SEARCH
from services.inspections.storage import SQL

router = router_of(
    "services.inspections",
    figures_query("inspections", SQL["figure-rows"].text),
    SEARCH.query,
)
