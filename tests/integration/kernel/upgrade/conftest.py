"""In the place of empty databases and new keys: those of the release that is upgraded."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.embedded.postgres_roles import owner_of
from kernel import keys as key_files
from kernel.migrations import migrate_all
from tests.integration.kernel.upgrade.kept import STATE, ask, dumped
from tests.kit.stores import Database, Server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The keys that the fingerprints and the sealed files of that state were made with."""
    folder = tmp_path_factory.mktemp("kept-keys")
    for name in (key_files.PERSON_KEY, key_files.SEALING_KEY):
        shutil.copyfile(STATE / name, folder / name)
        (folder / name).chmod(0o600)
    key_files.ensure_keys(folder)
    return folder


@pytest.fixture
def released(postgres: Server) -> Iterator[Callable[[str], str]]:
    """`released("relief")` answers the name of a fresh database as that release left it."""
    made: list[str] = []

    def make(room: str) -> str:
        name = f"released_{room}_{next(_numbers)}"
        postgres.ensure_databases([room])
        ask(postgres.admin_dsn(), lambda conn: conn.execute(f'create database "{name}" owner "{owner_of(room)}"'))
        made.append(name)
        ask(postgres.owner_dsn(room, name), lambda conn: conn.execute(dumped(room)))
        return name

    yield make
    for name in made:
        sql = f'drop database "{name}" with (force)'
        ask(postgres.admin_dsn(), lambda conn: conn.execute(sql))  # noqa: B023  called here and now


@pytest.fixture
def database(postgres: Server, released: Callable[[str], str]) -> Database:
    """In the place of an empty one: that release's, migrated; the address as the room's role."""

    def make(room: str) -> str:
        name = released(room)
        ask(postgres.admin_dsn(), lambda _: migrate_all({room: postgres.owner_dsn(room, name)}))
        return postgres.dsn(name, role=room)

    return make
