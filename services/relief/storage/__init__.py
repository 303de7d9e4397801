"""The named SQL of relief, one file an aggregate, under names that are its own in the whole room."""

from pathlib import Path

from kernel.db import queries

SQL: dict[str, str] = {}
for _file in sorted(Path(__file__).parent.glob("*.sql")):
    _found = queries(_file)
    if _twice := SQL.keys() & _found.keys():
        raise ValueError(f"{_file.name}: {sorted(_twice)} are there twice")
    SQL |= _found
