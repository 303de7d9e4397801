"""The named SQL of inspections, one file an aggregate."""

from pathlib import Path

from kernel.db import queries

SQL: dict[str, str] = {}
for _path in sorted(Path(__file__).parent.glob("*.sql")):
    _found = queries(_path)
    if twice := SQL.keys() & _found.keys():
        raise ValueError(f"{_path.name}: {', '.join(sorted(twice))} is in another file too")
    SQL |= _found
