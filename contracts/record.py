"""What every generated event class is made of: their base Struct and their type for a moment in time."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

# A time without an offset could be read as local time and land in another day's figures: refused on decoding.
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Data of an event, or a part of it. Unknown fields are skipped; absent optional ones are None.

    `omit_defaults` writes an optional field that is None by leaving it out, never as null. `gc=False` is safe
    because a frozen record of plain values cannot take part in a cycle.
    """
