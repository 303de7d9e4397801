"""A member of staff goes on duty: with a newest exam that was passed and a certificate that still holds (INS-16)."""

from uuid import UUID

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.routes import command
from services.inspections.honours.rules import check_on_duty
from services.inspections.storage import SQL
from services.inspections.training.record_exam import ExamRecorded
from services.inspections.training.row import Exam
from services.inspections.training.row import lock as lock_staff


@command(
    "POST /staff/{staff_id}/duty",
    may="inspections:manage",
    says="Put a member of staff on duty.",
    refuses=("exam-not-passed", "staff-unknown"),
)
async def put_on_duty(tx: Transaction, staff_id: UUID) -> ExamRecorded:
    """Raises NotFound("staff-unknown"), Refused("exam-not-passed")."""
    await lock_staff(tx.conn, staff_id)
    newest = await Exam.one(tx.conn, staff_id=staff_id)
    check_on_duty(
        outcome=newest.outcome if newest else None,
        valid_until=newest.valid_until if newest else None,
        today=local_day(tx.now),
    )
    await tx.conn.execute(*SQL["set-duty"](staff_id=staff_id, on_duty=True))
    return ExamRecorded(staff_id=staff_id, on_duty=True)
