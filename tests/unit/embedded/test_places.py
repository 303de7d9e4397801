"""Homes, ports and private files."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from deploy.embedded import places, runfile
from deploy.embedded.failure import StartFailed


def test_a_home_keeps_its_ports(tmp_path: Path) -> None:
    first = places.kept_port(tmp_path, "kafka")
    assert places.kept_port(tmp_path, "kafka") == first
    assert places.kept_port(tmp_path, "postgres") != first


def test_a_taken_port_is_replaced_and_remembered(tmp_path: Path) -> None:
    first = places.kept_port(tmp_path, "kafka")
    with socket.create_server(("127.0.0.1", first)):
        second = places.kept_port(tmp_path, "kafka")
    assert second != first
    assert places.kept_port(tmp_path, "kafka") == second


def test_ports_lie_below_the_range_in_which_a_client_can_meet_itself(tmp_path: Path) -> None:
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert places.kept_port(tmp_path, "kafka") < max(lowest, 14_001)


def test_private_files_are_their_owners_alone(tmp_path: Path) -> None:
    places.write_private(tmp_path / "secret", "x")
    places.write_private(tmp_path / "secret", "y")
    assert (tmp_path / "secret").read_text() == "y"
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_a_home_closes_what_holds_events_and_logs(tmp_path: Path) -> None:
    for name in ("logs", "kafka"):
        (tmp_path / name).mkdir(mode=0o755)
    places.open_home(tmp_path)
    assert {name: (tmp_path / name).stat().st_mode & 0o777 for name in places.CLOSED} == dict.fromkeys(
        places.CLOSED, 0o700
    )


def test_one_run_a_home(tmp_path: Path) -> None:
    first, second = runfile.RunLock(tmp_path), runfile.RunLock(tmp_path)
    first.take()
    with pytest.raises(StartFailed, match="already running"):
        second.take()
    first.release()
    assert runfile.holder(tmp_path) is None
    second.take()
    second.release()


def test_the_cache_honours_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert places.cache_home() == tmp_path / "jiayuan"
