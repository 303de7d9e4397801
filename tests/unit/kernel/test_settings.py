"""A process that lacks settings names every one of them, and never a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from kernel.settings import ProcessSettings, RoomSettings, SettingsMissing, load

GIVEN = {
    "JIAYUAN_DATABASE_URL": "postgresql://relief:topsecret@127.0.0.1/relief",
    "JIAYUAN_KAFKA": "127.0.0.1:9092",
    "JIAYUAN_PORT": "8101",
    # Any file that is there: its user checks what is in it.
    "JIAYUAN_TOKEN_KEYS": __file__,
    "JIAYUAN_PERSON_KEY": __file__,
    "JIAYUAN_SEALING_KEY": __file__,
}
OPTIONAL = (
    "JIAYUAN_SECRETS",
    "JIAYUAN_METRICS_PORT",
    "JIAYUAN_HOST",
    "JIAYUAN_LOG_LEVEL",
    "JIAYUAN_DATABASE_CONNECTIONS",
)


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*GIVEN, *OPTIONAL):
        monkeypatch.delenv(name, raising=False)


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsMissing) as caught:
        load(RoomSettings)
    assert {line.split(":")[0] for line in caught.value.problems} == set(GIVEN)
    assert all(name in str(caught.value) for name in GIVEN)


def test_what_is_there_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    settings = load(RoomSettings)
    assert (settings.port, settings.host, settings.log_level) == (8101, "127.0.0.1", "info")
    assert settings.kafka == "127.0.0.1:9092"
    assert load(ProcessSettings).database_url == GIVEN["JIAYUAN_DATABASE_URL"]


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "topsecret"), ("PORT", "65536"), ("PORT", "-1"), ("DATABASE_CONNECTIONS", "1")]
)
def test_a_malformed_value_is_named_and_never_printed(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    for known, good in GIVEN.items():
        monkeypatch.setenv(known, good)
    monkeypatch.setenv(f"JIAYUAN_{name}", value)
    with pytest.raises(SettingsMissing) as caught:
        load(RoomSettings)
    [problem] = caught.value.problems
    assert problem.startswith(f"JIAYUAN_{name}:")
    assert "topsecret" not in str(caught.value)


def test_a_secret_is_read_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in GIVEN.items():
        if name != "JIAYUAN_DATABASE_URL":
            monkeypatch.setenv(name, value)
    (tmp_path / "jiayuan_database_url").write_text("postgresql://relief:fromafile@127.0.0.1/relief\n")
    monkeypatch.setenv("JIAYUAN_SECRETS", str(tmp_path))
    assert load(RoomSettings).database_url == "postgresql://relief:fromafile@127.0.0.1/relief"


@pytest.mark.parametrize("name", ["JIAYUAN_SEALING_KEY", "JIAYUAN_SECRETS"])
def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    for known, good in GIVEN.items():
        monkeypatch.setenv(known, good)
    monkeypatch.setenv(name, str(tmp_path / "nothing"))
    with pytest.raises(SettingsMissing) as caught:
        load(RoomSettings)
    assert [line.split(":")[0] for line in caught.value.problems] == [name]
