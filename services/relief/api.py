"""The HTTP of relief: the routes that its aggregates declare."""

from kernel.history import Kept, history_query
from kernel.routes import router_of
from services.relief.limits import Limits
from services.relief.search.queries import SEARCH
from services.relief.storage import SQL

# Whose history may be read, and with which permission.
HISTORIES = {
    "fund": Kept(SQL["history-of-fund"], may="relief:read"),
    "project": Kept(SQL["history-of-project"], may="relief:read"),
    "agreement": Kept(SQL["history-of-agreement"], may="relief:read"),
}

router = router_of(
    "services.relief",
    SEARCH.query,
    history_query("relief", HISTORIES),
    held={Limits: lambda request: request.app.state.limits},
)
