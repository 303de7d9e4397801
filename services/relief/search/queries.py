"""What is found here: funds, projects, agreements, and cases by their whole number. People's names are not searched."""

import re

from kernel.search import Kind, Search
from services.relief.storage import SQL

KINDS = (
    Kind("fund", "relief:read", SQL["search-fund"], ("fund", "id", "title")),
    Kind("project", "relief:read", SQL["search-project"], ("project", "id", "title"), own="relief:own"),
    Kind("agreement", "relief:read", SQL["search-agreement"], ("agreement", "id", "title"), own="relief:own"),
    Kind("case", "relief:read-case", SQL["search-case"], numbers=re.compile(r"[A-Za-z0-9-]{3,40}")),
)
SEARCH = Search("relief", KINDS, at="organisation")
