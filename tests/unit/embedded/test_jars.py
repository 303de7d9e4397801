"""The list of Kafka's jars: what differs from it is refused."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from deploy.embedded import jars
from deploy.embedded.failure import StartFailed
from deploy.embedded.tell import Teller

PATH = "org/example/thing/1.2/thing-1.2.jar"


@pytest.fixture
def listed(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with one right jar, and the list that names it."""
    folder, sums = tmp_path / "jars", tmp_path / "jars.sha256"
    (folder / PATH).parent.mkdir(parents=True)
    (folder / PATH).write_bytes(b"right")
    sums.write_text(f"{hashlib.sha256(b'right').hexdigest()}  {PATH}\n")
    return folder, sums


def test_right_jars_make_the_class_path(listed: tuple[Path, Path]) -> None:
    folder, sums = listed
    assert jars.ensure(Teller(quiet=True), folder, sums) == [folder / PATH]


def test_a_changed_jar_is_refused_with_the_mend(listed: tuple[Path, Path]) -> None:
    folder, sums = listed
    (folder / PATH).write_bytes(b"wrong")
    with pytest.raises(StartFailed, match=r"thing-1\.2\.jar: the sum differs") as refusal:
        jars.ensure(Teller(quiet=True), folder, sums)
    assert str(folder) in (refusal.value.mend or "")


def test_a_jar_that_is_not_listed_is_refused(listed: tuple[Path, Path]) -> None:
    folder, sums = listed
    (folder / "extra.jar").write_bytes(b"more")
    with pytest.raises(StartFailed, match=r"extra\.jar: not on the list"):
        jars.ensure(Teller(quiet=True), folder, sums)


def test_a_downloaded_file_with_another_sum_never_takes_its_place(
    listed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, sums = listed
    (folder / PATH).unlink()
    forged = tmp_path / "forged.jar"
    forged.write_bytes(b"forged")
    monkeypatch.setattr(jars, "_resolve", lambda _jar, _staging: forged)
    with pytest.raises(StartFailed, match="not the listed file"):
        jars.ensure(Teller(stream=io.StringIO()), folder, sums)
    assert not (folder / PATH).exists()


def test_the_committed_list_is_kafka_in_one_version() -> None:
    found = {jar.coordinate for jar in jars.listed()}
    assert ("org.apache.kafka", "kafka_2.13", jars.KAFKA_VERSION) in found
    assert {version for group, _, version in found if group == "org.apache.kafka"} == {jars.KAFKA_VERSION}
    assert all(len(jar.sha256) == 64 for jar in jars.listed())


def test_what_a_killed_run_left_while_it_fetched_is_thrown_away(listed: tuple[Path, Path]) -> None:
    folder, sums = listed
    half = folder / ".staging-k1ll3d" / "org" / "half.jar"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"PK\x03")
    assert jars.ensure(Teller(quiet=True), folder, sums) == [folder / PATH]
    assert not half.exists()
