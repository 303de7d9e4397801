"""Typed events of engagement, made from its schemas by `python -m contracts.generate`: never edit."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from contracts.record import Moment, Record
from msgspec import Meta

FiguresAdditionalProperty: TypeAlias = Annotated[int, Meta(ge=0)]


class FiguresChanged(Record, frozen=True, kw_only=True):
    """
    The figures of one cell (grain, window, dimension, member) have a new state.
    """

    grain: Literal['day', 'week', 'month']
    window: date
    dimension: Literal['district', 'line', 'programme', 'organisation', 'venue']
    member: Annotated[str, Meta(max_length=200, min_length=1)]
    figures: dict[str, FiguresAdditionalProperty]
    rates: Annotated[Rates, Meta(title='Rates')]
    revised_at: Moment


class Rates(Record, frozen=True, kw_only=True):
    attendance: Annotated[float, Meta(ge=0.0)] | None
    qualified: Annotated[float, Meta(ge=0.0, le=1.0)] | None
