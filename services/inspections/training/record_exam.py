"""A member of a food business's staff took an exam; who failed is off duty (INS-16, 上海市食品安全条例 art. 31)."""

from datetime import date
from typing import Literal
from uuid import UUID

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit
from kernel.routes import command
from kernel.web import Output, Text
from services.inspections.establishments.row import lock as lock_establishment
from services.inspections.storage import SQL
from services.inspections.training.row import Exam as NewestExam
from services.inspections.training.row import lock as lock_staff


class Exam(Person):
    """Who, for which establishment, what, and how it went; a certificate has a last day."""

    establishment_id: UUID
    subject: Text
    outcome: Literal["passed", "failed"]
    taken_on: date
    valid_until: date | None = None


class ExamRecorded(Output):
    """The member of staff, and whether on duty."""

    staff_id: UUID
    on_duty: bool


@command(
    "POST /exams",
    may="inspections:manage",
    says="Record an exam of a member of staff.",
    refuses=("certificate-without-a-term", "establishment-unknown", "exam-in-the-future", "staff-unknown"),
)
async def record_exam(tx: Transaction, order: Exam, fingerprints: Fingerprints) -> ExamRecorded:
    """No event: a person's certificate is not known outside the room.

    Raises NotFound("establishment-unknown"), Refused("exam-in-the-future", "certificate-without-a-term").
    """
    if order.taken_on > local_day(tx.now):
        raise Refused("exam-in-the-future")
    passed = order.outcome == "passed"
    if passed and (order.valid_until is None or order.valid_until < order.taken_on):
        raise Refused("certificate-without-a-term")
    await lock_establishment(tx.conn, order.establishment_id)
    subject_ref = await admit(tx.conn, fingerprints, order)
    staff_id: UUID = await tx.conn.fetchval(
        *SQL["admit-staff"](id=new_id(), establishment_id=order.establishment_id, subject_ref=subject_ref)
    )
    staff = await lock_staff(tx.conn, staff_id)
    await tx.conn.execute(
        *SQL["insert-exam"](
            id=new_id(),
            staff_id=staff_id,
            subject=order.subject,
            outcome=order.outcome,
            taken_on=order.taken_on,
            valid_until=order.valid_until if passed else None,
            recorded_by=tx.caller.subject,
        )
    )
    newest = await NewestExam.one(tx.conn, staff_id=staff_id)
    assert newest is not None
    # An older paper typed in later does not outweigh a newer exam.
    on_duty = staff.on_duty and newest.outcome == "passed"
    await tx.conn.execute(*SQL["set-duty"](staff_id=staff_id, on_duty=on_duty))
    return ExamRecorded(staff_id=staff_id, on_duty=on_duty)
