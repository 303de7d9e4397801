"""The HTTP of relief: the routes that its aggregates declare."""

from kernel.routes import router_of
from services.relief.limits import Limits
from services.relief.search.queries import SEARCH

router = router_of("services.relief", SEARCH.query, held={Limits: lambda request: request.app.state.limits})
