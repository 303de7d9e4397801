"""Every named query that code asks for is written down."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
ASKED = re.compile(r"""SQL\["([a-z0-9-]+)"\]""")
ROOMS = ("gateway", *sorted(f"services.{p.name}" for p in (REPOSITORY / "services").iterdir() if p.is_dir()))


@pytest.mark.parametrize("room", [room for room in ROOMS if "__" not in room])
def test_every_query_that_is_asked_for_exists(room: str) -> None:
    sources = (REPOSITORY / room.replace(".", "/")).rglob("*.py")
    asked = {name for path in sources for name in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert asked, "no query is asked for: this test looks at nothing"
    assert asked <= import_module(f"{room}.storage").SQL.keys(), "mend: write the query into the room's .sql file"
