"""The process of relief: settings, limits, one pool, the relay, the routes, and the clock."""

import os
from collections.abc import Mapping
from dataclasses import fields
from functools import partial

from fastapi import FastAPI
from pydantic import TypeAdapter

from kernel import room
from kernel.announced import follow_calendar
from kernel.settings import RoomSettings, load
from services.relief.api import router
from services.relief.limits import Limits
from services.relief.reactions import keep_time, move_windows
from services.relief.search.queries import SEARCH


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits as `JIAYUAN_RELIEF_<NAME>` sets them. Raises pydantic.ValidationError where one is no number."""
    given = {f.name: environment.get(f"JIAYUAN_RELIEF_{f.name.upper()}") for f in fields(Limits)}
    return TypeAdapter(Limits).validate_strings({name: value for name, value in given.items() if value is not None})


def create_app(settings: RoomSettings, *, clock: room.Keeping = keep_time) -> FastAPI:
    """The room's application; its lifespan owns the pool, the relay and `clock`, which settles what time settles."""
    limits = limits_of(os.environ)
    calendar = follow_calendar("relief", settings, partial(move_windows, limits=limits))
    app = room.create_app("relief", settings, router, background=[clock, calendar, SEARCH.keeping])
    app.state.limits = limits
    return app


def main() -> None:
    """Serve until stopped."""
    settings = load(RoomSettings)
    room.serve("relief", create_app(settings), settings)
