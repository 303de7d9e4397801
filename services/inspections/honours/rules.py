"""Awards (示范岗), the term they have, and who is on duty (INS-15, INS-16)."""

from datetime import date

from kernel.errors import Conflict, Refused


def check_grantable(state: str, *, open_disposals: int, ends_on: date, today: date) -> None:
    """An award is granted once, within its term, and never with a disposal open (INS-15)."""
    if state != "proposed":
        raise Conflict("award-not-proposed")
    if open_disposals:
        raise Refused("disposal-open")
    if ends_on < today:
        raise Refused("award-term-over")


def check_revocable(state: str) -> None:
    """What is held can be taken back."""
    if state not in ("proposed", "granted", "suspended"):
        raise Conflict("award-not-held")


def after_disposal(*, ends_on: date, today: date) -> str:
    """What a suspended award becomes when the last disposal of its establishment closes."""
    return "granted" if ends_on >= today else "expired"


def check_on_duty(*, outcome: str | None, valid_until: date | None, today: date) -> None:
    """Who failed is not on duty until passed, and a certificate ends (上海市食品安全条例 art. 31)."""
    if outcome != "passed" or valid_until is None or valid_until < today:
        raise Refused("exam-not-passed")
