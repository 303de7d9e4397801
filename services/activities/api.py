"""The HTTP of activities: the routes that its aggregates declare."""

from kernel.figures import figures_query
from kernel.history import Kept, history_query
from kernel.routes import router_of
from services.activities.search.queries import SEARCH
from services.activities.storage import SQL

# Whose history may be read, and with which permission.
HISTORIES = {
    "activity": Kept(SQL["history-of-activity"], may="activities:read"),
    "session": Kept(SQL["history-of-session"], may="activities:read"),
    "venue": Kept(SQL["history-of-venue"], may="activities:read"),
    "organisation": Kept(SQL["history-of-organisation"], may="activities:read"),
    "need": Kept(SQL["history-of-need"], may="activities:read-needs"),
}

router = router_of(
    "services.activities",
    figures_query("activities", SQL["figure-rows"].text),
    SEARCH.query,
    history_query("activities", HISTORIES),
)
