"""Who may do what as people decided it, and how a route is asked about one's own things and another one's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from gateway.roles import ROLES
from gateway.routes import ROUTES, Route
from tests.kit.scenes import person

TABLE = Path(__file__).resolve().parents[1] / "e2e" / "authorisation.yaml"
# permission → the roles that hold it.
DECIDED: dict[str, str] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
SIGNED_IN = sorted(ROLES.keys() - {"anyone"})
# Whose things a route is about, where it is not everybody's.
SCOPED = {"venue", "organisation", "own"}
# What there is at the venue that is asked about, each with its id.
AT_HAND = {"venue_id", "session_id", "registration_id", "entry_id"}


def roles_of(permission: str) -> list[str]:
    """The roles that a row names; none where there is no row."""
    granted = DECIDED.get(permission)
    if granted == "public":
        return sorted(ROLES)
    if granted == "signed-in":
        return SIGNED_IN
    return granted.split(", ") if granted else []


def name(route: Route) -> str:
    """A route as a failure names it."""
    return f"{route.method} {route.path}"


# Every (route, role) that is let in; a pair that is not here is refused.
CELLS = {(name(route), role) for route in ROUTES for role in roles_of(route.permission)}
# What is asked of another one's things by their id.
BY_ID = re.compile(r"{(registration_id|entry_id)}")
# Cancelled last: the others ask about a registration that holds.
AT_A_VENUE = sorted((r for r in ROUTES if r.at == "venue"), key=lambda r: (r.path.endswith("/cancel"), r.path))
OF_A_RESIDENT = [route for route in ROUTES if route.at == "own" and BY_ID.search(route.path)]
ZERO = "00000000-0000-0000-0000-000000000000"
# What each of these is sent: a body that would be taken, or None where it takes none.
BODIES: dict[str, dict[str, Any] | None] = {
    "/api/activities/venues/{venue_id}/schedule": {"from_day": "2021-07-01", "hours": []},
    "/api/activities/venues/{venue_id}/closures": {"from_day": "2021-07-01", "to_day": "2021-07-01", "reason": "检修"},
    "/api/activities/venues/{venue_id}/amenity-checks": {"amenity": "water", "state": "working"},
    "/api/activities/venues/{venue_id}/visits": {"category": "courier"},
    "/api/activities/sessions/{session_id}/registrations": person(69_001),
    "/api/activities/sessions/{session_id}/waitlist": person(69_002),
    "/api/activities/sessions/{session_id}/scans": {
        "device": "phone",
        "sent_at": "2021-07-23T06:00:00Z",
        "scans": [{"scan_id": ZERO, "ticket": "0", "scanned_at": "2021-07-23T06:00:00Z"}],
    },
    "/api/activities/sessions/{session_id}/scans/settle": {"scan_id": ZERO, "settlement": "dismissed"},
    "/api/activities/registrations/{registration_id}/check-in": {},
    "/api/activities/registrations/{registration_id}/undo-check-in": None,
    "/api/activities/registrations/{registration_id}/feedback": {"rating": 5},
    "/api/activities/registrations/{registration_id}/cancel": None,
    "/api/activities/waitlist/{entry_id}/withdraw": None,
    "/api/activities/me/registrations/{registration_id}/cancel": None,
    "/api/activities/me/registrations/{registration_id}/feedback": {"rating": 5},
    "/api/activities/me/waitlist/{entry_id}/withdraw": None,
}
