"""A household's case: what it may get, who says so, and what must have happened in public before it is paid."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kernel.errors import Conflict, Forbidden, Refused

# 上海市社会救助条例 art. 29: temporary aid is for three months at most at a time.
MONTHS_AT_MOST = 3
# Upper ends in fen, exclusive; what is above the last is one band.
BANDS = ((100_000, "below-1000"), (300_000, "1000-3000"), (500_000, "3000-5000"), (1_000_000, "5000-10000"))
OPEN_BAND = "10000-and-more"
# After the window for objections: how long unreviewed ones hold a payment, and how many of them one notice takes.
REVIEW_WORKING_DAYS = 3
UNREVIEWED_AT_MOST = 20
OVER = frozenset({"paid", "rejected", "expired"})


def cap(standard_fen: int, persons: int) -> int:
    """Fen a month: the local minimum-living standard for each person (上海市社会救助条例 art. 29)."""
    return standard_fen * persons


def check_grant(*, monthly_fen: int, months: int, cap_fen: int) -> None:
    """A grant stays within the law's amount and time."""
    if months > MONTHS_AT_MOST:
        raise Refused("case-months-exceeded")
    if monthly_fen > cap_fen:
        raise Refused("case-above-cap")


def check_validatable(*, state: str, opened_by: str, validator: str) -> None:
    """The evidence is looked at once, by somebody who did not open the case."""
    if state != "draft":
        raise Conflict("case-not-draft")
    if validator == opened_by:
        raise Forbidden("case-validator-is-submitter")


def check_decidable(*, state: str, opened_by: str, validated_by: str | None, decider: str) -> None:
    """A validated case is approved or rejected once, by a third person."""
    if state != "validated":
        raise Conflict("case-not-validated")
    if decider == opened_by:
        raise Forbidden("case-approver-is-submitter")
    if decider == validated_by:
        raise Forbidden("case-approver-is-validator")


@dataclass(frozen=True, slots=True)
class Grant:
    """Money a month, first to last day, for these people (their fingerprints)."""

    starts_on: date
    valid_until: date
    monthly_fen: int
    members: frozenset[bytes]


def check_household(new: Grant, granted: Collection[Grant], standard_fen: int) -> None:
    """Cases that share people are one household: on no day above the cap of all its people (RULE-30).

    What is granted changes only on the days on which something begins or was over the day before, so those are looked
    at: a grant that ends takes its money along, and the people who raised the cap.
    """
    changes = {day for g in granted for day in (g.starts_on, g.valid_until + timedelta(days=1))}
    for day in {new.starts_on} | {day for day in changes if new.starts_on <= day <= new.valid_until}:
        running = [g for g in granted if g.starts_on <= day <= g.valid_until]
        household, people = [new], set(new.members)
        while joining := [g for g in running if not people.isdisjoint(g.members)]:
            running = [g for g in running if people.isdisjoint(g.members)]
            household += joining
            people.update(*(g.members for g in joining))
        if len(household) > 1 and sum(g.monthly_fen for g in household) > cap(standard_fen, len(people)):
            raise Refused("household-above-cap")


def check_drawable(
    *, state: str, today: date, starts_on: date, valid_until: date, left_fen: int, amount_fen: int
) -> None:
    """Money is asked for an approved case, in its time, up to its grant."""
    if state != "approved":
        raise Refused("case-not-approved")
    if not starts_on <= today <= valid_until:
        raise Refused("case-not-valid")
    if amount_fen > left_fen:
        raise Refused("case-grant-exceeded")


def check_over(*, state: str, valid_until: date, today: date) -> None:
    """A case expires on the day after its last, if it was not settled before."""
    if state in OVER or valid_until >= today:
        raise Conflict("case-still-runs")


def check_erasable(*, state: str, valid_until: date, today: date) -> None:
    """A household is forgotten when nothing of its case is open.

    A paid one is known to its last day: forgotten earlier, it would be granted the same months again (RULE-30).
    """
    if state not in OVER or (state == "paid" and valid_until >= today):
        raise Conflict("case-still-open")


def band(total_fen: int) -> str:
    """The band a public notice shows in place of an amount."""
    return next((name for end, name in BANDS if total_fen < end), OPEN_BAND)


def check_noticed(
    *, closes_on: date | None, today: date, objections: Sequence[str], review_until: date | None = None
) -> None:
    """No money before the public could object, nor while or after an objection holds (上海市社会救助条例 art. 33).

    "unreviewed" is the objection of somebody who did not sign in, at which no officer has looked. The office must look
    into what is objected (art. 33), so the money waits for that, but only through `review_until`: a household in need
    does not wait without end for what a stranger may write without giving a name. It stays on the list either way.
    """
    if closes_on is None:
        raise Refused("notice-missing")
    if "upheld" in objections:
        raise Refused("objection-upheld")
    if today <= closes_on:
        raise Refused("notice-still-open")
    if "open" in objections:
        raise Refused("objection-open")
    if "unreviewed" in objections and (review_until is None or today <= review_until):
        raise Refused("objection-unreviewed")
