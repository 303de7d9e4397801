"""Who may move which money: purposes, approvals, the three people, reversals (RULE-21 to RULE-26)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from kernel.errors import Conflict, Forbidden, Refused
from services.relief.limits import Limits

# Ten billion yuan: above it an amount is a typing mistake, and sums stay far inside a bigint.
AMOUNT_LIMIT_FEN = 10**12
SETTLED = frozenset({"rejected", "expired", "paid", "reversed"})


def check_open(*, closed_at: datetime | None) -> None:
    """Nothing enters or leaves a closed fund but what was under way."""
    if closed_at is not None:
        raise Refused("fund-closed")


def check_purpose(*, fund: str, asked: str) -> None:
    """Restricted money is spent on what it was given for (慈善法 art. 56); a general fund on anything."""
    if fund not in ("general", asked):
        raise Refused("purpose-not-allowed")


def check_consents(donors: Collection[object], consented: Collection[object]) -> None:
    """Every donor of a fund agrees before its money serves another purpose (RULE-26; 慈善法 art. 56)."""
    if set(donors) - set(consented):
        raise Refused("donor-consent-missing")


def approvals_needed(amount_fen: int, *, close_by_fen: int, limits: Limits) -> tuple[int, bool]:
    """How many people approve, and whether this looks like one request cut into parts below the threshold (RULE-23).

    `close_by_fen` is what the payee and the household were granted or promised within the window besides.
    """
    if amount_fen >= limits.approval_threshold_fen:
        return 2, False
    split = close_by_fen > 0 and amount_fen + close_by_fen >= limits.approval_threshold_fen
    return (2, True) if split else (1, False)


def reserved_until(now: datetime, limits: Limits) -> datetime:
    """Until when a reservation keeps money from others."""
    return now + timedelta(days=limits.reservation_days)


def check_approvable(
    *, state: str, requested_by: str, approvers: Collection[str], approver: str, now: datetime, expires_at: datetime
) -> None:
    """A request is approved by people who did not make it, each once (RULE-23)."""
    if state != "requested":
        raise Conflict("disbursement-not-requested")
    if approver == requested_by:
        raise Forbidden("approver-is-submitter")
    if approver in approvers:
        raise Conflict("already-approved")
    check_in_time(now=now, expires_at=expires_at)


def check_rejectable(*, state: str, requested_by: str, decider: str) -> None:
    """What is not settled can be given back, also when it was approved, by somebody who did not ask for it."""
    if state in SETTLED:
        raise Conflict("disbursement-already-settled")
    if decider == requested_by:
        raise Forbidden("approver-is-submitter")


def check_payable(
    *, state: str, requested_by: str, approvers: Collection[str], payer: str, now: datetime, expires_at: datetime
) -> None:
    """What was approved is paid once, by somebody who neither asked nor approved (RULE-23, RULE-25)."""
    if state != "approved":
        raise Conflict("disbursement-not-approved")
    if payer == requested_by:
        raise Forbidden("payer-is-submitter")
    if payer in approvers:
        raise Forbidden("payer-is-approver")
    check_in_time(now=now, expires_at=expires_at)


def check_in_time(*, now: datetime, expires_at: datetime) -> None:
    """A reservation that is over is not decided any more, whether or not it was voided yet (RULE-25)."""
    if now >= expires_at:
        raise Conflict("disbursement-expired")


def check_expired(*, state: str, now: datetime, expires_at: datetime) -> None:
    """A reservation is voided by time only when its time has come."""
    if state in SETTLED:
        raise Conflict("disbursement-already-settled")
    if now < expires_at:
        raise Conflict("disbursement-still-runs")


def check_reversible(*, kind: str, reversed_before: bool, recorded_by: str, reverser: str) -> None:
    """A donation or a payment is taken back once, by somebody who did not record it (RULE-22, REL-5)."""
    if kind not in ("donation", "pay"):
        raise Refused("entry-not-reversible")
    if reversed_before:
        raise Conflict("entry-already-reversed")
    if reverser == recorded_by:
        raise Forbidden("reverser-is-recorder")
