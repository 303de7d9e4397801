"""What a newly published verdict brings with it in the same transaction: a disposal, suspended awards, broken pledges.

Every command here takes its locks in one order, so that two of them take turns and never wait for each other: sample
or disposal, then establishment, then round.
"""

from uuid import UUID

from contracts.events.inspections import (
    AwardRestored,
    AwardRevoked,
    AwardSuspended,
    DisposalClosed,
    DisposalOpened,
    RoundAdvanced,
    SafetyPledgeBroken,
)
from kernel.announced import working_calendar
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.identifiers import new_id
from services.inspections.disposals.row import Disposal
from services.inspections.disposals.row import lock as lock_disposal
from services.inspections.disposals.rules import consequence
from services.inspections.establishments.row import lock as lock_establishment
from services.inspections.honours.row import Suspended
from services.inspections.honours.rules import after_disposal
from services.inspections.rounds.row import lock as lock_round
from services.inspections.samples.deadlines import START_WORKING_DAYS, due
from services.inspections.samples.row import Sample
from services.inspections.samples.rules import Verdict
from services.inspections.storage import SQL


async def follow(tx: Transaction, sample: Sample, *, version: int, before: str | None, verdict: Verdict) -> None:
    """Open or close the sample's disposal as the verdict asks for (RULE-19), and what hangs on it (INS-15)."""
    asked = consequence(before, verdict)
    if asked == "open":
        await _fail(tx, sample, version)
    elif asked == "close":
        disposal_id = await tx.conn.fetchval(*SQL["open-disposal-of"](sample_id=sample.id))
        if disposal_id is None:
            return
        disposal = await lock_disposal(tx.conn, disposal_id)
        # Somebody may have closed it while this waited for its lock.
        if disposal.state != "closed":
            await end_disposal(tx, disposal, "result-superseded")


async def _fail(tx: Transaction, sample: Sample, version: int) -> None:
    # Granting an award locks the establishment too: it sees this disposal or is suspended here.
    await lock_establishment(tx.conn, sample.establishment_id)
    disposal_id, due_on = new_id(), due(tx.now, START_WORKING_DAYS, await working_calendar(tx.conn))
    await tx.conn.execute(
        *SQL["insert-disposal"](
            disposal_id=disposal_id,
            sample_id=sample.id,
            version=version,
            round_id=sample.round_id,
            establishment_id=sample.establishment_id,
            opened_at=tx.now,
            due_on=due_on,
        )
    )
    await tx.emit(
        DisposalOpened(
            **sample.facts(), disposal_id=str(disposal_id), version=version, opened_at=tx.now, due_on=due_on
        ),
        aggregate=f"disposal/{disposal_id}",
        seq=1,
    )
    await _dishonour(tx, sample, version)
    # A closed round with an open disposal would break RULE-19, so the round opens to publishing again. It is locked
    # before it is read: otherwise a close that has not committed yet would not be seen.
    reopened = await lock_round(tx.conn, sample.round_id)
    seq = await tx.conn.fetchval(*SQL["reopen-round"](round_id=reopened.id))
    if seq is not None:
        await tx.emit(
            RoundAdvanced(**reopened.facts(), state="publishing", advanced_at=tx.now),
            aggregate=f"round/{reopened.id}",
            seq=seq,
        )


async def _dishonour(tx: Transaction, sample: Sample, version: int) -> None:
    failure = {"establishment_id": str(sample.establishment_id), "sample_id": str(sample.id)}
    for row in await tx.conn.fetch(
        *SQL["suspend-awards"](establishment_id=sample.establishment_id, sample_id=sample.id)
    ):
        await tx.emit(
            AwardSuspended(**failure, version=version, award_id=str(row["id"]), suspended_at=tx.now),
            aggregate=f"award/{row['id']}",
            seq=row["seq"],
        )
    for row in await tx.conn.fetch(
        *SQL["break-pledges"](
            establishment_id=sample.establishment_id, broken_at=tx.now, sample_id=sample.id, version=version
        )
    ):
        await tx.emit(
            SafetyPledgeBroken(**failure, version=version, pledge_id=str(row["id"]), broken_at=tx.now),
            aggregate=f"safety-pledge/{row['id']}",
            seq=row["seq"],
        )


async def end_disposal(tx: Transaction, disposal: Disposal, reason: str) -> None:
    """Close a locked disposal; with the establishment's last one, suspended awards hold again or their term is over."""
    await lock_establishment(tx.conn, disposal.establishment_id)
    seq = await tx.conn.fetchval(*SQL["close-disposal"](id=disposal.id, closed_at=tx.now, closing_reason=reason))
    await tx.emit(
        DisposalClosed(
            **disposal.facts(),
            version=disposal.version,
            opened_at=disposal.opened_at,
            reason=reason,
            closed_at=tx.now,
        ),
        aggregate=f"disposal/{disposal.id}",
        seq=seq,
    )
    if not await tx.conn.fetchval(*SQL["open-disposals-of"](establishment_id=disposal.establishment_id)):
        await _restore(tx, disposal.establishment_id)


async def _restore(tx: Transaction, establishment_id: UUID) -> None:
    for award in await Suspended.every(tx.conn, establishment_id=establishment_id):
        state = after_disposal(ends_on=award.ends_on, today=local_day(tx.now))
        seq = await tx.conn.fetchval(*SQL["release-award"](id=award.id, state=state))
        await tx.emit(
            AwardRestored(**award.facts(), restored_at=tx.now)
            if state == "granted"
            else AwardRevoked(**award.facts(), reason="term-over", revoked_at=tx.now),
            aggregate=f"award/{award.id}",
            seq=seq,
        )
