"""Typed events of inspections, made from its schemas by `python -m contracts.generate`: never edit."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from contracts.record import Identifier, Moment, Record
from msgspec import Meta


class AwardGranted(Record, frozen=True, kw_only=True):
    """
    An establishment was given an award for a term.
    """

    award_id: Identifier
    establishment_id: Identifier
    kind: Annotated[str, Meta(min_length=1)]
    ends_on: date
    granted_at: Moment
    source: Annotated[str, Meta(min_length=1)]


class AwardRestored(Record, frozen=True, kw_only=True):
    """
    An award holds again, because nothing is open against its establishment any more.
    """

    award_id: Identifier
    establishment_id: Identifier
    restored_at: Moment


class AwardRevoked(Record, frozen=True, kw_only=True):
    """
    An award was taken back or its term ended while it was suspended.
    """

    award_id: Identifier
    establishment_id: Identifier
    reason: Annotated[str, Meta(min_length=1)]
    revoked_at: Moment


class AwardSuspended(Record, frozen=True, kw_only=True):
    """
    A published failure suspended an award.
    """

    award_id: Identifier
    establishment_id: Identifier
    sample_id: Identifier
    version: Annotated[int, Meta(ge=1)]
    suspended_at: Moment


class CampaignOpened(Record, frozen=True, kw_only=True):
    """
    A food-safety campaign was announced.
    """

    campaign_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    starts_on: date
    ends_on: date
    source: Annotated[str, Meta(min_length=1)]


Category: TypeAlias = Annotated[str, Meta(min_length=1)]


class CategoryQuota(Record, frozen=True, kw_only=True):
    category: Annotated[str, Meta(min_length=1)]
    batches: Annotated[int, Meta(ge=0)]


class DisposalClosed(Record, frozen=True, kw_only=True):
    """
    The follow-up of a failure ended.
    """

    disposal_id: Identifier
    sample_id: Identifier
    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    establishment_id: Identifier
    version: Annotated[int, Meta(ge=1)]
    opened_at: Moment
    reason: Annotated[str, Meta(min_length=1)]
    closed_at: Moment
    venue_id: Identifier | None = None


class DisposalOpened(Record, frozen=True, kw_only=True):
    """
    A failure was published and must be followed up.
    """

    disposal_id: Identifier
    sample_id: Identifier
    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    establishment_id: Identifier
    version: Annotated[int, Meta(ge=1)]
    opened_at: Moment
    due_on: date
    venue_id: Identifier | None = None


DrawnItem: TypeAlias = Identifier


class EstablishmentRegistered(Record, frozen=True, kw_only=True):
    """
    A food business came under the district's inspections.
    """

    establishment_id: Identifier
    name: Annotated[str, Meta(max_length=200, min_length=1)]
    kind: Annotated[str, Meta(min_length=1)]
    risk_class: Literal['A', 'B', 'C', 'D']
    source: Annotated[str, Meta(min_length=1)]
    venue_id: Identifier | None = None
    organisation_id: Identifier | None = None


class NominationMade(Record, frozen=True, kw_only=True):
    """
    A person asked for an establishment to be inspected.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    subject_ref: Identifier
    establishment_id: Identifier
    category: Annotated[str, Meta(min_length=1)]
    nomination_id: Identifier
    nominated_at: Moment
    replaces: Annotated[ReplacedNomination | None, Meta(title='ReplacedNomination')] | None
    verified: bool | None = None


class PlaceReplaced(Record, frozen=True, kw_only=True):
    """
    A drawn place could not be inspected and the next one of the same order took its place.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    removed_establishment_id: Identifier
    reason: Annotated[str, Meta(min_length=1)]
    replaced_at: Moment
    added_establishment_id: Identifier | None = None


class PoolPublished(Record, frozen=True, kw_only=True):
    """
    The pool of a round was frozen: what it holds and weighs does not change any more.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    digest: str
    size: Annotated[int, Meta(ge=1)]
    tickets: Annotated[int, Meta(ge=1)]
    frozen_at: Moment


class ReplacedNomination(Record, frozen=True, kw_only=True):
    establishment_id: Identifier
    category: Annotated[str, Meta(min_length=1)]
    nominated_at: Moment


class ResultPublished(Record, frozen=True, kw_only=True):
    """
    The first verdict on a sample was verified and published.
    """

    sample_id: Identifier
    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    establishment_id: Identifier
    version: Annotated[int, Meta(ge=1)]
    verdict: Literal['qualified', 'unqualified']
    published_at: Moment
    taken_at: Moment
    venue_id: Identifier | None = None
    items: Annotated[list[TestedItem], Meta(max_length=40, min_length=1)] | None = None


class ResultSuperseded(Record, frozen=True, kw_only=True):
    """
    A published verdict was replaced by another.
    """

    sample_id: Identifier
    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    establishment_id: Identifier
    version: Annotated[int, Meta(ge=1)]
    verdict: Literal['qualified', 'unqualified']
    published_at: Moment
    taken_at: Moment
    reason: Annotated[str, Meta(min_length=1)]
    supersedes: Annotated[SupersededResult, Meta(title='SupersededResult')]
    venue_id: Identifier | None = None
    correction_id: Identifier | None = None
    retest_id: Identifier | None = None
    items: Annotated[list[TestedItem], Meta(max_length=40, min_length=1)] | None = None


class RiskFloor(Record, frozen=True, kw_only=True):
    risk_class: Literal['A', 'B', 'C', 'D']
    places: Annotated[int, Meta(ge=1)]


class RoundAdvanced(Record, frozen=True, kw_only=True):
    """
    A round took a step that has no event of its own.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    state: Annotated[str, Meta(min_length=1)]
    advanced_at: Moment


class RoundClosed(Record, frozen=True, kw_only=True):
    """
    A round of nominations was closed.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    closed_at: Moment
    nominations: Annotated[int, Meta(ge=0)]
    reason: Annotated[str, Meta(min_length=1)] | None = None
    unverified: Annotated[int, Meta(ge=0)] | None = None


class RoundDrawn(Record, frozen=True, kw_only=True):
    """
    The places of a round were drawn; with the pool, everything that is needed to recompute it.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    rule: Annotated[str, Meta(min_length=1)]
    digest: str
    nonce: str
    entropy: Annotated[str, Meta(max_length=500, min_length=1)]
    seed: str
    drawn: list[DrawnItem]
    drawn_at: Moment


class RoundOpened(Record, frozen=True, kw_only=True):
    """
    A round of nominations was opened.
    """

    round_id: Identifier
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    source: Annotated[str, Meta(min_length=1)]
    opens_at: Moment
    closes_at: Moment
    categories: list[Category] | None = None


class RoundPlanned(Record, frozen=True, kw_only=True):
    """
    How many places of a round will be drawn and how its batches are shared.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    places: Annotated[int, Meta(ge=1)]
    floors: list[RiskFloor]
    quotas: list[CategoryQuota]
    planned_at: Moment


class SafetyPledgeBroken(Record, frozen=True, kw_only=True):
    """
    A published failure broke a pledge.
    """

    pledge_id: Identifier
    establishment_id: Identifier
    sample_id: Identifier
    version: Annotated[int, Meta(ge=1)]
    broken_at: Moment


class SafetyPledgeSigned(Record, frozen=True, kw_only=True):
    """
    An establishment pledged to keep food safe for a term.
    """

    pledge_id: Identifier
    establishment_id: Identifier
    signed_at: Moment
    ends_on: date
    source: Annotated[str, Meta(min_length=1)]


class SampleTaken(Record, frozen=True, kw_only=True):
    """
    A sample was taken at an establishment.
    """

    sample_id: Identifier
    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    establishment_id: Identifier
    category: Annotated[str, Meta(min_length=1)]
    taken_at: Moment
    venue_id: Identifier | None = None


class SeedCommitted(Record, frozen=True, kw_only=True):
    """
    A round's secret was committed to, before the public entropy of its draw exists.
    """

    round_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    commitment: str
    entropy_source: Annotated[str, Meta(max_length=200, min_length=1)]
    entropy_at: Moment
    committed_at: Moment


class SupersededResult(Record, frozen=True, kw_only=True):
    version: Annotated[int, Meta(ge=1)]
    verdict: Literal['qualified', 'unqualified']
    published_at: Moment


class TallyCounted(Record, frozen=True, kw_only=True):
    """
    What a stall or talk handed out on a day was counted, or counted again.
    """

    campaign_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    stall_id: Identifier
    material: Annotated[str, Meta(min_length=1)]
    day: date
    handed_out: Annotated[int, Meta(ge=0)]
    before: Annotated[int, Meta(ge=0)]
    venue_id: Identifier | None = None


class TestedItem(Record, frozen=True, kw_only=True):
    item: Annotated[str, Meta(max_length=80, min_length=1)]
    method: Annotated[str, Meta(max_length=80, min_length=1)]
    value: Annotated[str, Meta(max_length=40, min_length=1)]
    limit: Annotated[str, Meta(max_length=80, min_length=1)]
    verdict: Literal['qualified', 'unqualified']
    unit: Annotated[str, Meta(max_length=40, min_length=1)] | None = None
