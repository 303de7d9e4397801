"""An import that is left out: in its block a module is not there, and after it the module is as it was."""

from __future__ import annotations

import sys

import pytest

from kernel.imports import without


def test_what_is_left_out_cannot_be_imported_in_the_block_and_can_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "antigravity", raising=False)
    with without("antigravity"), pytest.raises(ModuleNotFoundError):
        __import__("antigravity")
    assert "antigravity" not in sys.modules


def test_what_is_imported_already_stays() -> None:
    with without("json"):
        import json
    assert sys.modules["json"] is json
