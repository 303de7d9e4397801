"""The process of activities: settings, one pool, the relay, the routes, and the clock."""

from fastapi import FastAPI

from kernel import room
from kernel.announced import measure_calendar
from kernel.settings import RoomSettings, load
from services.activities.api import router
from services.activities.search.queries import SEARCH
from services.activities.sessions.clock import keep_time


def create_app(settings: RoomSettings, *, clock: room.Keeping = keep_time) -> FastAPI:
    """The room's application; its lifespan owns the pool, the relay and `clock`, which begins sessions."""
    return room.create_app("activities", settings, router, background=[measure_calendar, clock, SEARCH.keeping])


def main() -> None:
    """Serve until stopped."""
    settings = load(RoomSettings)
    room.serve("activities", create_app(settings), settings)
