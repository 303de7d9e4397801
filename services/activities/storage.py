"""The named SQL of activities, of one file or more in each aggregate's folder."""

from pathlib import Path

from kernel.db import queries_of

SQL = queries_of(Path(__file__).parent)
