"""The process of inspections: settings, one pool, the relay, the routes."""

from fastapi import FastAPI

from kernel import room
from kernel.announced import follow_calendar
from kernel.settings import RoomSettings, load
from services.inspections.api import router
from services.inspections.reactions import move_deadlines
from services.inspections.search.queries import SEARCH


def create_app(settings: RoomSettings) -> FastAPI:
    """The room's application; its lifespan owns the pool and the relay."""
    calendar = follow_calendar("inspections", settings, move_deadlines)
    return room.create_app("inspections", settings, router, background=[calendar, SEARCH.keeping])


def main() -> None:
    """Serve until stopped."""
    settings = load(RoomSettings)
    room.serve("inspections", create_app(settings), settings)
