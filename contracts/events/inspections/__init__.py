"""Typed events of inspections, made from its schemas by `python -m contracts.generate`: never edit."""

from __future__ import annotations

from typing import Annotated, Literal

from contracts.record import Moment, Record
from msgspec import Meta


class EstablishmentRegistered(Record, frozen=True, kw_only=True):
    """
    A food business came under the district's inspections.
    """

    establishment_id: str
    name: Annotated[str, Meta(max_length=200, min_length=1)]
    kind: Annotated[str, Meta(min_length=1)]
    risk_class: Literal['A', 'B', 'C', 'D']
    source: Annotated[str, Meta(min_length=1)]
    venue_id: str | None = None
    organisation_id: str | None = None


class NominationMade(Record, frozen=True, kw_only=True):
    """
    A person asked for an establishment to be inspected.
    """

    round_id: str
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: str
    subject_ref: str
    establishment_id: str
    category: Annotated[str, Meta(min_length=1)]
    nomination_id: str
    nominated_at: Moment
    replaces: Annotated[ReplacedNomination | None, Meta(title='ReplacedNomination')] | None


class ReplacedNomination(Record, frozen=True, kw_only=True):
    establishment_id: str
    category: Annotated[str, Meta(min_length=1)]
    nominated_at: Moment


class ResultPublished(Record, frozen=True, kw_only=True):
    """
    The first verdict on a sample was verified and published.
    """

    sample_id: str
    round_id: str
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: str
    establishment_id: str
    version: Annotated[int, Meta(ge=1)]
    verdict: Literal['qualified', 'unqualified']
    published_at: Moment
    taken_at: Moment
    venue_id: str | None = None


class ResultSuperseded(Record, frozen=True, kw_only=True):
    """
    A published verdict was replaced by another.
    """

    sample_id: str
    round_id: str
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: str
    establishment_id: str
    version: Annotated[int, Meta(ge=1)]
    verdict: Literal['qualified', 'unqualified']
    published_at: Moment
    taken_at: Moment
    reason: Annotated[str, Meta(min_length=1)]
    supersedes: Annotated[SupersededResult, Meta(title='SupersededResult')]
    venue_id: str | None = None


class RoundClosed(Record, frozen=True, kw_only=True):
    """
    A round of nominations was closed.
    """

    round_id: str
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: str
    closed_at: Moment
    nominations: Annotated[int, Meta(ge=0)]


class RoundOpened(Record, frozen=True, kw_only=True):
    """
    A round of nominations was opened.
    """

    round_id: str
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: str
    source: Annotated[str, Meta(min_length=1)]
    opens_at: Moment
    closes_at: Moment


class SampleTaken(Record, frozen=True, kw_only=True):
    """
    A sample was taken at an establishment.
    """

    sample_id: str
    round_id: str
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: str
    establishment_id: str
    category: Annotated[str, Meta(min_length=1)]
    taken_at: Moment
    venue_id: str | None = None


class SupersededResult(Record, frozen=True, kw_only=True):
    version: Annotated[int, Meta(ge=1)]
    verdict: Literal['qualified', 'unqualified']
    published_at: Moment
