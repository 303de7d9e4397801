"""The HTTP of inspections: the routes that its aggregates declare."""

from kernel.figures import figures_query
from kernel.history import Kept, history_query
from kernel.routes import router_of
from services.inspections.search.queries import SEARCH
from services.inspections.storage import SQL

# Whose history may be read, and with which permission. Single votes are left out: a round says how many each one had.
HISTORIES = {
    "round": Kept(SQL["history-of-round"], may="inspections:read", leaves_out=("inspections.nomination-made.v1",)),
    "establishment": Kept(SQL["history-of-establishment"], may="inspections:read"),
    "sample": Kept(SQL["history-of-sample"], may="inspections:read"),
    "campaign": Kept(SQL["history-of-campaign"], may="inspections:read"),
}

router = router_of(
    "services.inspections",
    figures_query("inspections", SQL["figure-rows"].text),
    SEARCH.query,
    history_query("inspections", HISTORIES),
)
