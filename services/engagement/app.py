"""The process of engagement's queries: statistics, lag, and the telling of what changed."""

from fastapi import FastAPI

from kernel import room
from kernel.settings import ProcessSettings, load
from services.engagement.api import router
from services.engagement.lag import LagReader
from services.engagement.revise import keep_pruning, keep_revising


def create_app(settings: ProcessSettings) -> FastAPI:
    """The application; its lifespan owns the pool, the relay and the reviser."""
    app = room.create_app("engagement", settings, router, background=(keep_revising, keep_pruning))
    app.state.lag = LagReader(settings.kafka)
    return app


def main() -> None:
    """Serve until asked to stop."""
    settings = load(ProcessSettings)
    room.serve("engagement", create_app(settings), settings)
