"""The named SQL of relief."""

from pathlib import Path

from kernel.db import queries

SQL = queries(Path(__file__).with_suffix(".sql"))
