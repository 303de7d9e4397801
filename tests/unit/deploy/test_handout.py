"""Secrets for containers: everyone's own only, the same at a second run, none of them printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from contracts.catalogue import CATALOGUE
from deploy.access import rights_of_users
from deploy.embedded.postgres_roles import owner_of
from deploy.embedded.processes import DATABASES, PROCESSES
from deploy.handout import PLATFORM, Addresses, hand_out, scram_users
from deploy.images.settle import SECRETS
from gateway.settings import GatewaySettings
from kernel.kafka import KafkaAccess
from kernel.settings import RoomSettings, load

ADDRESSES = Addresses("postgres:5432", "kafka-1:9092", "http://gateway:8080", "127.0.0.1:19091")


def everything(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    hand_out(tmp_path, ADDRESSES)
    return tmp_path


def test_each_folder_has_a_volume(handed: Path) -> None:
    assert {folder.name for folder in handed.iterdir()} == set(SECRETS)


def test_a_second_run_changes_nothing(handed: Path) -> None:
    before = everything(handed)
    assert hand_out(handed, ADDRESSES) == []
    assert everything(handed) == before


def test_only_the_jobs_know_the_owners_of_tables(handed: Path) -> None:
    owners = {owner_of(room): (handed / "postgres" / owner_of(room)).read_text() for room in DATABASES}
    holders = {
        folder.name
        for folder in handed.iterdir()
        if any(password in text for text in everything(folder).values() for password in owners.values())
    }
    assert holders == {"postgres", "jobs"}
    urls = json.loads((handed / "jobs" / "jiayuan_database_urls").read_text())
    for room, url in urls.items():
        assert url == f"postgresql://{owner_of(room)}:{owners[owner_of(room)]}@postgres:5432/{room}"
        own = next(row.name for row in PROCESSES if row.database == room)
        assert (handed / own / "jiayuan_database_url").read_text().startswith(f"postgresql://{room}:")


def test_no_process_holds_anothers_password(handed: Path) -> None:
    for row in PROCESSES:
        others = [other.name for other in PROCESSES if other.name != row.name]
        foreign = {(handed / other / "jiayuan_kafka_password").read_text() for other in others}
        own = "\n".join(everything(handed / row.name).values())
        assert not any(password in own for password in foreign)
    signers = {row.name for row in PROCESSES if (handed / row.name / "tokens.private.json").exists()}
    assert signers == {"gateway"}


def test_what_a_process_finds_is_what_it_reads(handed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = handed / "relief"
    for name, value in {
        "SECRETS": str(own), "KAFKA": "kafka-1:9092", "KAFKA_USER": "relief", "PORT": "8080",
        "TOKEN_KEYS": str(own / "tokens.public.json"), "PERSON_KEY": str(own / "persons.key"),
        "SEALING_KEY": str(own / "sealing.key"),
    }.items():  # fmt: skip
        monkeypatch.setenv(f"JIAYUAN_{name}", value)
    settings, access = load(RoomSettings), load(KafkaAccess)
    assert settings.database_url.startswith("postgresql://relief:")
    assert access.password == (handed / "kafka" / "users" / "relief").read_text()
    monkeypatch.setenv("JIAYUAN_SECRETS", str(handed / "engagement"))
    monkeypatch.delenv("JIAYUAN_PERSON_KEY")
    with pytest.raises(SystemExit, match="JIAYUAN_PERSON_KEY"):
        load(RoomSettings)
    with pytest.raises(SystemExit, match="JIAYUAN_TOKEN_SIGNING_KEY"):
        load(GatewaySettings)


def test_nothing_secret_is_printed(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["secrets", str(tmp_path)])
    assert done.exit_code == 0
    values = [text for text in everything(tmp_path).values() if text]
    assert not any(value in done.output for value in values)
    assert json.loads((tmp_path / "tools" / "run.json").read_text())["bootstrap"] == "kafka-1:9092"


def test_every_user_with_rights_has_a_password_and_only_the_platform_needs_none() -> None:
    assert set(scram_users()) - rights_of_users().keys() == {"broker", PLATFORM}
    assert rights_of_users().keys() <= set(scram_users())


def test_rights_are_what_the_catalogue_says() -> None:
    for user, rights in rights_of_users().items():
        if user == "tools":
            assert {operation.name for _, _, operation in rights} == {"READ", "DESCRIBE"}
            continue
        room = next(str(row.database) for row in PROCESSES if row.name == user)
        written = {name for kind, name, operation in rights if kind == "topic" and operation.name == "WRITE"}
        read = {name for kind, name, operation in rights if kind == "topic" and operation.name == "READ"}
        assert written == {t.name for t in CATALOGUE.topics.values() if room in t.producers}
        assert read == {t.name for t in CATALOGUE.topics.values() if room in t.consumers}
    assert not any(name.startswith("relief.") for _, name, _ in rights_of_users()["activities"])
