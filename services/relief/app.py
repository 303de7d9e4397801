"""The process of relief: settings, one pool, the relay, the routes."""

from fastapi import FastAPI

from kernel import room
from kernel.settings import RoomSettings, load
from services.relief.api import router


def create_app(settings: RoomSettings) -> FastAPI:
    """The room's application; its lifespan owns the pool and the relay."""
    return room.create_app("relief", settings, router)


def main() -> None:
    """Serve until told to stop."""
    settings = load(RoomSettings)
    room.serve("relief", create_app(settings), settings)
