"""What every generated event class is made of: their base Struct, and their types for ids and moments in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Annotated

import msgspec

# A time without an offset could be read as local time and land in another day's figures: refused on decoding.
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
# RFC 9562, as text with hyphens. `\Z`, because `$` lets a line feed through; spelt out, because a group that repeats
# takes Python's matcher twice as long.
UUID_TEXT = r"\A[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\Z"
# Text, not an object: every reader hands it to SQL as text.
Identifier = Annotated[str, msgspec.Meta(pattern=UUID_TEXT)]

# The days, by Shanghai's calendar, that a fact may be about: the same for what a room takes in, for the statistics
# and for the recount. The data of every event that was ever published is within (earlier versions judged the year
# before they looked at the offset, so that a day on either side came through).
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
# What a reader takes, and so what may be in a figure: those days with a day of grace on either side for events of
# earlier versions.
FIRST_COUNTED, LAST_COUNTED = FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)
_SHANGHAI = timezone(timedelta(hours=8))
EARLIEST = datetime.combine(FIRST_COUNTED, time(), _SHANGHAI).astimezone(UTC)
LATEST = datetime.combine(LAST_COUNTED, time(), _SHANGHAI).astimezone(UTC) + timedelta(days=1)
# RFC 8259, section 6: integers that every reader of JSON agrees on. Sums of a thousand of them fit 64 bits.
MAX_NUMBER = 2**53 - 1


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Data of an event, or a part of it. Unknown fields are skipped; absent optional ones are None.

    `omit_defaults` writes an optional field that is None by leaving it out, never as null. `gc=False` is safe
    because a frozen record of plain values cannot take part in a cycle.
    """
