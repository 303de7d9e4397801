"""What is found here: food businesses, rounds, samples by id, campaigns."""

from kernel.search import Kind, Search
from services.inspections.storage import SQL

READ = "inspections:read"
KINDS = (
    Kind("establishment", READ, SQL["search-establishment"], ("establishment", "id", "name")),
    Kind("round", READ, SQL["search-round"], ("round", "id", "title")),
    Kind("sample", READ, SQL["search-sample"]),
    Kind("campaign", READ, SQL["search-campaign"], ("campaign", "id", "title")),
)
SEARCH = Search("inspections", KINDS)
