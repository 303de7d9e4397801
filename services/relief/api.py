"""The HTTP of relief: the routes that its aggregates declare."""

from kernel.routes import router_of
from services.relief.limits import Limits

router = router_of("services.relief", held={Limits: lambda request: request.app.state.limits})
