"""The named SQL of inspections, one file an aggregate."""

from pathlib import Path

from kernel.db import queries_of

SQL = queries_of(Path(__file__).parent)
