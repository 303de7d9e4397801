"""The named SQL of relief, one file an aggregate, under names that are its own in the whole room."""

from pathlib import Path

from kernel.db import queries_of

SQL = queries_of(Path(__file__).parent)
