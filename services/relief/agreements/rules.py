"""Agreements and their terms, projects and the claims on them."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from kernel.errors import Conflict, Refused


def check_signable(state: str, signatures: Mapping[UUID, datetime | None], organisation_id: UUID) -> bool:
    """A party signs once; answers whether this signature is the last one, which puts the agreement in force."""
    if organisation_id not in signatures:
        raise Refused("not-a-party")
    if signatures[organisation_id] is not None:
        raise Conflict("already-signed")
    if state != "draft":
        raise Conflict("agreement-already-ended")
    return all(at is not None for party, at in signatures.items() if party != organisation_id)


def check_term(starts_on: date | None, ends_on: date | None) -> None:
    """A term ends when or after it starts."""
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Refused("term-ends-before-it-starts")


def check_terminable(state: str) -> None:
    """What has not ended can be ended early."""
    if state not in ("draft", "active"):
        raise Conflict("agreement-already-ended")


def check_renewable(state: str, *, version: int) -> int:
    """A version that was in force is followed by the next one; answers its number."""
    if state not in ("active", "ended"):
        raise Conflict("agreement-not-in-force")
    return version + 1


def check_over(state: str, *, ends_on: date | None, today: date) -> None:
    """An agreement ends by itself on the day after its last."""
    if state != "active" or ends_on is None or ends_on >= today:
        raise Conflict("agreement-still-runs")


def check_settleable(state: str) -> None:
    """A claim is withdrawn, fulfilled or lapsed, once."""
    if state != "accepted":
        raise Conflict("claim-already-settled")


def check_lapsed(state: str, *, due_on: date | None, today: date) -> None:
    """A claim lapses on the day after the one it was promised for."""
    check_settleable(state)
    if due_on is None or due_on >= today:
        raise Conflict("claim-still-runs")


def worth(*, quantity: int | None, unit_fen: int | None, amount_fen: int | None) -> int:
    """What a claim is worth in fen: its quantity of a line times the line's unit, or the amount itself.

    Refused("claim-needs-one-measure") where neither or both are given.
    """
    if (quantity is None) == (amount_fen is None) or (quantity is None) != (unit_fen is None):
        raise Refused("claim-needs-one-measure")
    return amount_fen if amount_fen is not None else quantity * unit_fen  # type: ignore[operator]  # both or neither
