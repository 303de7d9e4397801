"""The fold: events in, changes of figures out. Pure, and commutative over aggregates.

What it counts is registered in contracts/figures.yaml, each event type under the figures that it changes.

Every change falls into the day (Asia/Shanghai) of the fact it is about, so a late event amends the window it
belongs to, and a correction takes back what it replaces in the window where that was counted. Within one
aggregate events come in order and once (kernel.inbox); over aggregates any order gives the same sums (RULE-33).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from contracts.events import activities, inspections, relief
from contracts.figure_names import FigureName
from kernel.calendar import local_day


class Cell(NamedTuple):
    """Where a figure belongs; `venue` is empty where the fact has no place, `organisation` where it belongs to none."""

    day: date
    line: str
    programme: str
    organisation: str
    venue: str


class Change(NamedTuple):
    """`metric` of `cell` grows by `by`; with a `subject`, that person is seen `by` times more."""

    cell: Cell
    metric: FigureName
    by: int
    subject: str | None = None


@dataclass(slots=True)
class Tally:
    """The changes of many events, added up."""

    sums: dict[tuple[Cell, str], int] = field(default_factory=dict)
    people: dict[tuple[Cell, str, str], int] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        """Add one change."""
        if change.subject is None:
            key = change.cell, change.metric
            self.sums[key] = self.sums.get(key, 0) + change.by
        else:
            person = change.cell, change.metric, change.subject
            self.people[person] = self.people.get(person, 0) + change.by

    def cells(self) -> set[Cell]:
        """The cells whose figures changed."""
        changed = {cell for (cell, _), by in self.sums.items() if by}
        return changed | {cell for (cell, _, _), by in self.people.items() if by}


def fold(tally: Tally, events: Iterable[Any]) -> Tally:
    """Add the changes of `events` (the events' data) to `tally`; facts that count nothing pass by."""
    for data in events:
        changes = CHANGES.get(type(data))
        if changes is not None:
            for change in changes(data):
                tally.add(change)
    return tally


def _activity_cell(at: datetime, data: Any) -> Cell:
    return Cell(local_day(at), "activities", data.programme, data.organisation_id, data.venue_id)


def _inspection_cell(at: datetime, data: Any) -> Cell:
    venue = getattr(data, "venue_id", None) or ""
    return Cell(local_day(at), "inspections", data.programme, data.organisation_id, venue)


def _relief_cell(at: datetime, data: Any) -> Cell:
    return Cell(local_day(at), "relief", data.programme, data.organisation_id, "")


def _registered(data: activities.RegistrationConfirmed) -> Iterator[Change]:
    made = _activity_cell(data.registered_at, data)
    yield Change(made, "registrations", 1)
    yield Change(made, "people_registered", 1, data.subject_ref)
    # From before a session began by an event a registration says nothing, and was counted when it was made (ACT-25).
    if data.expected is not False:
        yield Change(_activity_cell(data.session_starts_at, data), "expected", 1)


def _begun(data: activities.SessionStarted) -> Iterator[Change]:
    yield Change(_activity_cell(data.starts_at, data), "expected", data.expected)


def _moved(data: activities.SessionMoved) -> Iterator[Change]:
    before = _activity_cell(data.from_starts_at, data)._replace(venue=data.from_venue_id)
    yield Change(before, "expected", -data.expected)
    yield Change(_activity_cell(data.starts_at, data), "expected", data.expected)


def _called_off(data: activities.SessionCancelled | activities.SessionEnded) -> Iterator[Change]:
    yield Change(_activity_cell(data.starts_at, data), "expected", -data.expected)


def _cancelled(data: activities.RegistrationCancelled) -> Iterator[Change]:
    yield Change(_activity_cell(data.cancelled_at, data), "cancellations", 1)
    if data.expected is not False:
        yield Change(_activity_cell(data.session_starts_at, data), "expected", -1)


def _attended(data: activities.AttendanceCheckedIn) -> Iterator[Change]:
    session = _activity_cell(data.session_starts_at, data)
    yield Change(session, "attended", 1)
    yield Change(session, "people_attended", 1, data.subject_ref)
    if data.expected is True:
        yield Change(session, "expected", 1)


def _attendance_undone(data: activities.AttendanceUndone) -> Iterator[Change]:
    session = _activity_cell(data.session_starts_at, data)
    yield Change(session, "attended", -1)
    yield Change(session, "people_attended", -1, data.subject_ref)
    if data.expected:
        yield Change(session, "expected", -1)


def _waitlisted(data: activities.WaitlistJoined) -> Iterator[Change]:
    yield Change(_activity_cell(data.joined_at, data), "waitlisted", 1)


def _rated(data: activities.FeedbackReceived) -> Iterator[Change]:
    received = _activity_cell(data.received_at, data)
    yield Change(received, "feedbacks", 1)
    yield Change(received, "rating_points", data.rating)


def _visited(data: activities.StationVisited) -> Iterator[Change]:
    cell = Cell(local_day(data.visited_at), "activities", "relay-station", data.organisation_id, data.venue_id)
    yield Change(cell, "visits", data.people)


def _need_cell(at: datetime, organisation: str | None) -> Cell:
    return Cell(local_day(at), "activities", "needs", organisation or "", "")


def _need_raised(data: activities.NeedRaised) -> Iterator[Change]:
    yield Change(_need_cell(data.raised_at, data.organisation_id), "needs_raised", 1)


# Each resolution and each reopening counts on its own day: how often a need came back is a figure as well.
NEED_STEPS: dict[str, FigureName] = {"resolved": "needs_resolved", "reopened": "needs_reopened"}


def _need_moved(data: activities.NeedMoved) -> Iterator[Change]:
    step = NEED_STEPS.get(data.state)
    if step is not None:
        yield Change(_need_cell(data.moved_at, data.organisation_id), step, 1)


def _nominated(data: inspections.NominationMade) -> Iterator[Change]:
    # Made-up names are free, so they are no figure. Events from before votes were verified do not say, and count.
    if data.verified is False:
        return
    if data.replaces is not None:
        before = _inspection_cell(data.replaces.nominated_at, data)
        yield Change(before, "nominations", -1)
        yield Change(before, "people_nominating", -1, data.subject_ref)
    now = _inspection_cell(data.nominated_at, data)
    yield Change(now, "nominations", 1)
    yield Change(now, "people_nominating", 1, data.subject_ref)


def _sampled(data: inspections.SampleTaken) -> Iterator[Change]:
    yield Change(_inspection_cell(data.taken_at, data), "samples", 1)


def _published(data: inspections.ResultPublished) -> Iterator[Change]:
    # By the day the sample was taken, so that the rate of a day is about that day's samples for good.
    yield Change(_inspection_cell(data.taken_at, data), data.verdict, 1)


def _superseded(data: inspections.ResultSuperseded) -> Iterator[Change]:
    taken = _inspection_cell(data.taken_at, data)
    yield Change(taken, data.supersedes.verdict, -1)
    yield Change(taken, data.verdict, 1)


def _disposal_opened(data: inspections.DisposalOpened) -> Iterator[Change]:
    yield Change(_inspection_cell(data.opened_at, data), "disposals_opened", 1)


def _disposal_closed(data: inspections.DisposalClosed) -> Iterator[Change]:
    yield Change(_inspection_cell(data.closed_at, data), "disposals_closed", 1)


def _tallied(data: inspections.TallyCounted) -> Iterator[Change]:
    # Counted by day in Shanghai already; a recount amends the day it is about.
    cell = Cell(data.day, "inspections", data.programme, data.organisation_id, data.venue_id or "")
    yield Change(cell, "handed_out", data.handed_out - data.before)


def _claimed(data: relief.ClaimAccepted) -> Iterator[Change]:
    claimed = _relief_cell(data.claimed_at, data)
    yield Change(claimed, "claims_accepted", 1)
    yield Change(claimed, "pledged_fen", data.amount_fen)


def _withdrawn(data: relief.ClaimWithdrawn) -> Iterator[Change]:
    claimed = _relief_cell(data.claimed_at, data)
    yield Change(claimed, "claims_accepted", -1)
    yield Change(claimed, "claims_withdrawn", 1)
    yield Change(claimed, "pledged_fen", -data.amount_fen)


def _fulfilled(data: relief.ClaimFulfilled) -> Iterator[Change]:
    claimed = _relief_cell(data.claimed_at, data)
    yield Change(claimed, "claims_accepted", -1)
    yield Change(claimed, "claims_fulfilled", 1)


def _lapsed(data: relief.ClaimLapsed) -> Iterator[Change]:
    claimed = _relief_cell(data.claimed_at, data)
    yield Change(claimed, "claims_accepted", -1)
    yield Change(claimed, "claims_lapsed", 1)
    yield Change(claimed, "pledged_fen", -data.amount_fen)


def _received(data: relief.DonationReceived) -> Iterator[Change]:
    yield Change(_relief_cell(data.received_at, data), "received_fen", data.amount_fen)


def _donation_reversed(data: relief.DonationReversed) -> Iterator[Change]:
    yield Change(_relief_cell(data.received_at, data), "received_fen", -data.amount_fen)


def _requested(data: relief.DisbursementRequested) -> Iterator[Change]:
    yield Change(_relief_cell(data.requested_at, data), "reserved_fen", data.amount_fen)


def _released(data: relief.DisbursementRejected | relief.DisbursementExpired) -> Iterator[Change]:
    yield Change(_relief_cell(data.requested_at, data), "reserved_fen", -data.amount_fen)


def _paid(data: relief.DisbursementPaid) -> Iterator[Change]:
    yield Change(_relief_cell(data.requested_at, data), "reserved_fen", -data.amount_fen)
    yield Change(_relief_cell(data.paid_at, data), "disbursed_fen", data.amount_fen)


def _payment_reversed(data: relief.DisbursementReversed) -> Iterator[Change]:
    yield Change(_relief_cell(data.paid_at, data), "disbursed_fen", -data.amount_fen)


CHANGES: dict[type, Callable[[Any], Iterator[Change]]] = {
    activities.RegistrationConfirmed: _registered,
    activities.SessionStarted: _begun,
    activities.SessionMoved: _moved,
    activities.SessionCancelled: _called_off,
    activities.SessionEnded: _called_off,
    activities.RegistrationCancelled: _cancelled,
    activities.AttendanceCheckedIn: _attended,
    activities.AttendanceUndone: _attendance_undone,
    activities.WaitlistJoined: _waitlisted,
    activities.FeedbackReceived: _rated,
    activities.StationVisited: _visited,
    activities.NeedRaised: _need_raised,
    activities.NeedMoved: _need_moved,
    inspections.NominationMade: _nominated,
    inspections.SampleTaken: _sampled,
    inspections.ResultPublished: _published,
    inspections.ResultSuperseded: _superseded,
    inspections.DisposalOpened: _disposal_opened,
    inspections.DisposalClosed: _disposal_closed,
    inspections.TallyCounted: _tallied,
    relief.ClaimAccepted: _claimed,
    relief.ClaimWithdrawn: _withdrawn,
    relief.ClaimFulfilled: _fulfilled,
    relief.ClaimLapsed: _lapsed,
    relief.DonationReceived: _received,
    relief.DonationReversed: _donation_reversed,
    relief.DisbursementRequested: _requested,
    relief.DisbursementRejected: _released,
    relief.DisbursementExpired: _released,
    relief.DisbursementPaid: _paid,
    relief.DisbursementReversed: _payment_reversed,
}
