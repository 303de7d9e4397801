"""Typed events of relief, made from its schemas by `python -m contracts.generate`: never edit."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

from contracts.record import Identifier, Moment, Record
from msgspec import Meta


class AgreementActivated(Record, frozen=True, kw_only=True):
    """
    The last party signed; the agreement is in force.
    """

    agreement_id: Identifier
    organisation_ids: Annotated[list[OrganisationId], Meta(min_length=2)]
    activated_at: Moment


class AgreementDrafted(Record, frozen=True, kw_only=True):
    """
    A co-building agreement was put before its parties.
    """

    agreement_id: Identifier
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    source: Annotated[str, Meta(min_length=1)]
    organisation_ids: Annotated[list[OrganisationId], Meta(min_length=2)]
    drafted_at: Moment
    starts_on: date | None = None
    ends_on: date | None = None
    renews_agreement_id: Identifier | None = None


class AgreementEnded(Record, frozen=True, kw_only=True):
    """
    An agreement ended with its term.
    """

    agreement_id: Identifier
    ended_at: Moment


class AgreementSigned(Record, frozen=True, kw_only=True):
    """
    One party signed a co-building agreement.
    """

    agreement_id: Identifier
    organisation_id: Identifier
    signed_at: Moment


class AgreementTerminated(Record, frozen=True, kw_only=True):
    """
    An agreement was ended before its time.
    """

    agreement_id: Identifier
    terminated_at: Moment


class ClaimAccepted(Record, frozen=True, kw_only=True):
    """
    An organisation claimed a part of a project.
    """

    project_id: Identifier
    claim_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    claimed_at: Moment


class ClaimFulfilled(Record, frozen=True, kw_only=True):
    """
    An organisation did what it had claimed.
    """

    project_id: Identifier
    claim_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    claimed_at: Moment
    fulfilled_at: Moment


class ClaimLapsed(Record, frozen=True, kw_only=True):
    """
    A claim was not fulfilled in its time; its part of the need is open again.
    """

    project_id: Identifier
    claim_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    claimed_at: Moment
    lapsed_at: Moment


class ClaimWithdrawn(Record, frozen=True, kw_only=True):
    """
    An organisation withdrew its claim.
    """

    project_id: Identifier
    claim_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    claimed_at: Moment
    withdrawn_at: Moment


class DisbursementApproved(Record, frozen=True, kw_only=True):
    """
    A second person approved a disbursement.
    """

    fund_id: Identifier
    disbursement_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    purpose: Annotated[str, Meta(min_length=1)]
    requested_at: Moment
    approved_at: Moment


class DisbursementExpired(Record, frozen=True, kw_only=True):
    """
    A disbursement was not decided or paid in time and its money released.
    """

    fund_id: Identifier
    disbursement_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    purpose: Annotated[str, Meta(min_length=1)]
    requested_at: Moment
    expired_at: Moment


class DisbursementPaid(Record, frozen=True, kw_only=True):
    """
    A disbursement was paid out.
    """

    fund_id: Identifier
    disbursement_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    purpose: Annotated[str, Meta(min_length=1)]
    requested_at: Moment
    paid_at: Moment


class DisbursementRejected(Record, frozen=True, kw_only=True):
    """
    A disbursement was refused and its money released.
    """

    fund_id: Identifier
    disbursement_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    purpose: Annotated[str, Meta(min_length=1)]
    requested_at: Moment
    rejected_at: Moment


class DisbursementRequested(Record, frozen=True, kw_only=True):
    """
    Money of a fund was reserved for a payee.
    """

    fund_id: Identifier
    disbursement_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    purpose: Annotated[str, Meta(min_length=1)]
    requested_at: Moment


class DisbursementReversed(Record, frozen=True, kw_only=True):
    """
    A payment came back to its fund: the ledger took it back by an entry of its own.
    """

    fund_id: Identifier
    disbursement_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    purpose: Annotated[str, Meta(min_length=1)]
    requested_at: Moment
    paid_at: Moment
    reversed_at: Moment


class DonationReceived(Record, frozen=True, kw_only=True):
    """
    An organisation's donation arrived in a fund.
    """

    fund_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    source: Annotated[str, Meta(min_length=1)]
    donation_id: Identifier
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    received_at: Moment


class DonationReversed(Record, frozen=True, kw_only=True):
    """
    A donation was taken back: the ledger reversed it by an entry of its own.
    """

    fund_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    donation_id: Identifier
    organisation_id: Identifier
    amount_fen: Annotated[int, Meta(ge=1)]
    received_at: Moment
    reversed_at: Moment


class EmergencyDeclared(Record, frozen=True, kw_only=True):
    """
    An emergency was declared for a fund: while it lasts a disclosure is due every five days.
    """

    fund_id: Identifier
    reason: Annotated[str, Meta(min_length=1)]
    declared_at: Moment


class EmergencyEnded(Record, frozen=True, kw_only=True):
    """
    The emergency of a fund ended: its disclosures are due every three months again.
    """

    fund_id: Identifier
    reason: Annotated[str, Meta(min_length=1)]
    ended_at: Moment


class FundClosed(Record, frozen=True, kw_only=True):
    """
    A fund was closed; its final account is due within three months.
    """

    fund_id: Identifier
    closed_at: Moment


class FundOpened(Record, frozen=True, kw_only=True):
    """
    A relief fund was opened.
    """

    fund_id: Identifier
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    programme: Annotated[str, Meta(max_length=80)]
    source: Annotated[str, Meta(min_length=1)]
    purpose: Annotated[str, Meta(min_length=1)]
    organisation_id: Identifier
    opened_at: Moment


class FundPurposeChanged(Record, frozen=True, kw_only=True):
    """
    A fund serves another purpose, with its donors' recorded consent.
    """

    fund_id: Identifier
    purpose: Annotated[str, Meta(min_length=1)]
    previous_purpose: Annotated[str, Meta(min_length=1)]
    changed_at: Moment


class LedgerHeadPublished(Record, frozen=True, kw_only=True):
    """
    The head of a fund's ledger: a reader who keeps it can check later whether the entries behind it were rewritten.
    """

    fund_id: Identifier
    entries: Annotated[int, Meta(ge=1)]
    head: str
    published_at: Moment


OrganisationId: TypeAlias = Identifier


class ProjectOpened(Record, frozen=True, kw_only=True):
    """
    A welfare project was opened to claims.
    """

    project_id: Identifier
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    programme: Annotated[str, Meta(max_length=80)]
    source: Annotated[str, Meta(min_length=1)]
    organisation_id: Identifier
    need_fen: Annotated[int, Meta(ge=1)]
    opened_at: Moment
