"""Two runs that begin at the same moment share the database's programs."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy.embedded import postgres_account
from deploy.embedded.child import Account
from deploy.embedded.postgres_binaries import Binaries


def test_two_that_copy_the_programs_at_once_both_have_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "closed" / "package" / "install" / "bin"
    programs.mkdir(parents=True)
    (programs / "postgres").touch(0o755)
    binaries = Binaries(programs, 18, "the package")
    both, opened = threading.Barrier(2), postgres_account._open_tree

    def together(tree: Path) -> None:
        both.wait(10)  # each has made its copy, and neither has given it its name
        opened(tree)

    monkeypatch.setattr(postgres_account, "_open_tree", together)
    monkeypatch.setattr(postgres_account, "can_pass", lambda *_: False)
    monkeypatch.setattr(postgres_account, "ELSEWHERE", tmp_path / "elsewhere")
    monkeypatch.setattr(os, "getpid", threading.get_ident)  # two processes, for all that the copying sees
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: postgres_account.reachable_binaries(binaries, Account("x", 1, 1)), range(2)))
    assert found[0].folder == found[1].folder
    assert (found[0].folder / "postgres").exists()
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1
