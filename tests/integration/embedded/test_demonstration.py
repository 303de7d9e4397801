"""The demonstration's accounts: a password each, made once, and never set back by a start."""

from __future__ import annotations

import json
from pathlib import Path

import asyncpg
import pytest

from cli.demo.people import People
from deploy.embedded import demonstration
from deploy.embedded.failure import StartFailed
from gateway.accounts import id_of
from gateway.demonstration import OF_ORGANISATIONS, PEOPLE
from gateway.passwords import hash_password, is_right
from gateway.storage import SQL
from tests.kit.stores import Database


async def hashes(dsn: str) -> dict[str, str]:
    """What is stored of every account's password."""
    conn = await asyncpg.connect(dsn)
    try:
        return {row["username"]: row["password_hash"] for row in await conn.fetch("select * from account")}
    finally:
        await conn.close()


async def changed(dsn: str, username: str, password: str) -> None:
    """As its owner would."""
    conn = await asyncpg.connect(dsn)
    try:
        await conn.execute(
            *SQL["set-password"](
                id=await id_of(conn, username), password_hash=await hash_password(password), must_change_password=False
            )
        )
    finally:
        await conn.close()


async def test_each_has_one_of_its_own_and_a_second_start_changes_none(database: Database, tmp_path: Path) -> None:
    dsn = database("gateway")
    made = await demonstration.make(dsn, tmp_path)
    assert made.keys() == PEOPLE.keys() | OF_ORGANISATIONS.keys()
    assert len(set(made.values())) == len(made)
    file = tmp_path / demonstration.FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text()) == made
    assert is_right((await hashes(dsn))["payer"], made["payer"])
    await changed(dsn, "payer", "chosen by the payer")
    before = await hashes(dsn)
    assert await demonstration.make(dsn, tmp_path) == made
    assert await hashes(dsn) == before


async def test_a_home_of_before_keeps_its_shared_password_and_no_start_sets_it_back(
    database: Database, tmp_path: Path
) -> None:
    dsn = database("gateway")
    await demonstration.make(dsn, tmp_path)
    (tmp_path / demonstration.FILE).unlink()
    (tmp_path / demonstration.SHARED).write_text("shared by all")
    before = await hashes(dsn)
    assert {(await demonstration.make(dsn, tmp_path))[name] for name in PEOPLE} == {"shared by all"}
    assert await hashes(dsn) == before


@pytest.mark.parametrize("content", ["", "{", '{"payer": ""}', "[]"])
async def test_a_file_that_is_broken_is_named_and_no_one_gets_an_empty_password(
    database: Database, tmp_path: Path, content: str
) -> None:
    dsn = database("gateway")
    (tmp_path / demonstration.FILE).write_text(content)
    with pytest.raises(StartFailed, match=r"(?s)accounts\.json.*mend: "):
        await demonstration.make(dsn, tmp_path)
    (tmp_path / demonstration.FILE).unlink()
    (tmp_path / demonstration.SHARED).write_text("")
    assert all((await demonstration.make(dsn, tmp_path)).values())
    assert await hashes(dsn)


async def test_a_tool_acts_as_somebody_whatever_their_password_and_not_once_they_are_disabled(
    database: Database, tmp_path: Path
) -> None:
    """In containers there is no file: what a load makes has a password that no one knows until it is reset."""
    dsn = database("gateway")
    people = People(dsn, {})
    headers = await people.headers("payer")
    assert headers is not None
    assert headers.keys() == {"Cookie", "X-CSRF-Token"}
    assert list(await hashes(dsn)) == ["payer"]
    await people.close()
    conn = await asyncpg.connect(dsn)
    try:
        assert await conn.fetchval("select count(*) from web_session") == 0
        await conn.execute("update account set disabled_at = now()")
    finally:
        await conn.close()
    assert await people.headers("payer") is None
