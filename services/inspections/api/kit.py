"""What every route here takes: a command's frame, the room's rows, a page's limits."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query

from kernel.web import StrictRoute, permission

ROUTE_CLASS = StrictRoute
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
NameSearch = Annotated[str, Query(max_length=60, pattern=r"^[^\x00-\x1f]*$")]

MANAGE = [permission("inspections:manage")]
READ = [permission("inspections:read")]
NOMINATE = [permission("inspections:nominate")]
VOTE = [permission("inspections:vote")]
SAMPLE = [permission("inspections:sample")]
ANALYSE = [permission("inspections:analyse")]
VERIFY = [permission("inspections:verify")]
PUBLIC = [permission("inspections:public")]


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)
