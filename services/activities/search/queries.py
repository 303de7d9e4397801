"""What is found here: activities, sessions, venues, organisations, needs, and people where registrations are read."""

import re

from kernel.search import Kind, Search
from services.activities.storage import SQL

KINDS = (
    Kind("activity", "activities:read", SQL["search-activity"], ("activity", "id", "title")),
    Kind("session", "activities:read", SQL["search-session"], ("activity", "id", "title")),
    Kind("venue", "activities:read", SQL["search-venue"], ("venue", "id", "name")),
    Kind("organisation", "activities:read-organisations", SQL["search-organisation"], ("organisation", "id", "name")),
    Kind("need", "activities:read-needs", SQL["search-need"], ("need", "id", "title")),
    # By the name, and by the last four digits of the phone.
    Kind(
        "person",
        "activities:read-registrations",
        SQL["search-person"],
        ("person", "subject_ref", "name"),
        re.compile(r"[0-9]{4}"),
    ),
)
SEARCH = Search("activities", KINDS, at="organisation")
