"""A file is there whole or not at all, also when the writer is killed or the disk is full."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kernel.files import write_whole

# Killed where the file has its bytes and not yet its name.
KILLED_HALF_WAY = """
import os, signal, sys
from pathlib import Path
from kernel.files import write_whole
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), b"new")
"""


def test_the_file_has_its_content_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "persons.key"
    write_whole(path, b"secret")
    assert path.read_bytes() == b"secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    write_whole(path, b"another", mode=0o644)
    assert path.read_bytes() == b"another"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [p.name for p in tmp_path.iterdir()] == ["persons.key"], "nothing is left beside it"


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_writer_killed_half_way_leaves_what_was_there(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "cluster-id"
    if before is not None:
        path.write_bytes(before)
    ended = subprocess.run([sys.executable, "-c", KILLED_HALF_WAY, str(path)], check=False)
    assert ended.returncode == -9
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_full_disk_raises_and_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ports.json"
    path.write_bytes(b"{}")

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"[]")
    assert path.read_bytes() == b"{}"
    assert [p.name for p in tmp_path.iterdir()] == ["ports.json"]
