"""The rules of relief, by name: pure functions of what is stored, what is asked and the time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from kernel.errors import Conflict, Forbidden, Refused

CLOCK_LEEWAY = timedelta(minutes=5)
# Ten billion yuan: above it an amount is a typing mistake, and sums stay far inside a bigint.
AMOUNT_LIMIT_FEN = 10**12


def past_time(verb: str, *, given: datetime | None, now: datetime) -> datetime:
    """When something counts: now, or the time on the paper an operator types in later.

    Refused("opened-in-the-future"), Refused("claimed-…"), Refused("received-…") by `verb`.
    """
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused(f"{verb}-in-the-future")
    return at


def check_signable(signatures: Mapping[UUID, datetime | None], organisation_id: UUID) -> bool:
    """A party signs once; answers whether this signature is the last one, which puts the agreement in force."""
    if organisation_id not in signatures:
        raise Refused("not-a-party")
    if signatures[organisation_id] is not None:
        raise Conflict("already-signed")
    return all(at is not None for party, at in signatures.items() if party != organisation_id)


def check_settleable(state: str) -> None:
    """A claim is withdrawn or fulfilled, once."""
    if state != "accepted":
        raise Conflict("claim-already-settled")


def check_decidable(*, state: str, requested_by: str, decider: str) -> None:
    """A request is approved or rejected once, by somebody who did not make it (I-23)."""
    if state != "requested":
        raise Conflict("disbursement-not-requested")
    if decider == requested_by:
        raise Forbidden("approver-is-submitter")


def check_payable(*, state: str, requested_by: str, approved_by: str | None, payer: str) -> None:
    """What was approved is paid once, by a third person (I-23, I-25)."""
    if state != "approved":
        raise Conflict("disbursement-not-approved")
    if payer == requested_by:
        raise Forbidden("payer-is-submitter")
    if payer == approved_by:
        raise Forbidden("payer-is-approver")
