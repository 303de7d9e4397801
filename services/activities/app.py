"""The process of activities: settings, one pool, the relay, the routes."""

from fastapi import FastAPI

from kernel import room
from kernel.announced import measure_calendar
from kernel.settings import RoomSettings, load
from services.activities.api import router


def create_app(settings: RoomSettings) -> FastAPI:
    """The room's application; its lifespan owns the pool and the relay."""
    return room.create_app("activities", settings, router, background=[measure_calendar])


def main() -> None:
    """Serve until told to stop."""
    settings = load(RoomSettings)
    room.serve("activities", create_app(settings), settings)
