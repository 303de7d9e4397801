"""What `make prove` plants can be planted: an edit that finds its place no longer is seen here, not after hours."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.prove.part import Planted
from tests.prove.planted import PLANTED
from tests.prove.rows import BY_NAME

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.what)
def test_a_bad_part_fits(planted: Planted) -> None:
    assert planted.row in BY_NAME
    assert (REPOSITORY / planted.check[0]).exists()
    texts: dict[str, str] = {}
    for name, sound, bad in planted.edits:
        text = texts.get(name) or (REPOSITORY / name).read_text(encoding="utf-8")
        assert sound in text, name
        texts[name] = text.replace(sound, bad)
    for name, text in texts.items():
        if name.endswith(".py"):
            ast.parse(text, name)
