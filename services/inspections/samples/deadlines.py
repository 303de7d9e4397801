"""Deadlines in Chinese working days, counted after the day of the fact.

The steps of a disposal are this house's own terms, stricter than the three months that 食品安全抽样检验管理办法 leaves.
"""

from datetime import date, datetime

from kernel.calendar import WorkingCalendar, local_day

# 食品生产经营监督检查管理办法 art. 39.
PUBLISH_WORKING_DAYS = 20
# 食品安全法 art. 88.
RETEST_WORKING_DAYS = 7
# Order a rectification; have it rechecked; close what was rechecked.
START_WORKING_DAYS, RECTIFY_WORKING_DAYS, CLOSE_WORKING_DAYS = 5, 20, 10
# How long the present step of a disposal in this state may take.
STEP_WORKING_DAYS = {"opened": START_WORKING_DAYS, "rectifying": RECTIFY_WORKING_DAYS, "rechecked": CLOSE_WORKING_DAYS}


def due(at: datetime, working_days: int, calendar: WorkingCalendar) -> date:
    """The last day for something that began at the instant `at`.

    The State Council announces a year's holidays in the November before; a deadline that reaches into a year not
    announced yet counts Monday to Friday there, and is counted anew when the notice is entered.
    """
    return calendar.add_working_days(local_day(at), working_days)


def is_late(due_on: date | None, at: datetime) -> bool:
    """Whether the day `due_on` is over at the instant `at`; what has no deadline is never late."""
    return due_on is not None and local_day(at) > due_on
