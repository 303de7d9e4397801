"""Approving and paying are apart (RULE-23): no account has both roles, no key either, and no statement gives them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest

from gateway import programs
from gateway.accounts import add_account, check_roles
from kernel.db import Connection
from kernel.errors import Refused
from kernel.migrations import FOLDERS, migrate
from tests.kit.stores import Database

BOTH = ["approver", "auditor", "payer"]
# As the release before had it.
BEFORE = """
alter table account drop constraint if exists "approver-is-payer";
alter table program drop constraint if exists "approver-is-payer";
delete from migration where name = 'gateway/0007_pre_approver_is_not_payer.sql';
"""


@pytest.fixture
async def conn(owned: Database) -> AsyncIterator[Connection]:
    """The gateway's database, with its owner's rights."""
    made = await asyncpg.connect(owned("gateway"))
    yield made
    await made.close()


async def test_nothing_gives_both_roles(conn: Connection) -> None:
    with pytest.raises(Refused, match="approver-is-payer"):
        check_roles(BOTH, None)
    one = await add_account(conn, "one", "某人", "a long enough one", ["payer"], None)
    for statement in (
        add_account(conn, "both", "某人", "a long enough one", BOTH, None),
        programs.keep_program(conn, "both", BOTH, timedelta(days=1)),
        conn.execute("update account set roles = roles || '{approver}' where id = $1", one),
    ):
        with pytest.raises(asyncpg.CheckViolationError) as refused:
            await statement
        assert refused.value.constraint_name == "approver-is-payer"


async def test_an_upgrade_takes_payer_from_those_that_have_both_and_writes_it_down(conn: Connection) -> None:
    await conn.execute(BEFORE)
    both = await add_account(conn, "both", "某人", "a long enough one", BOTH, None)
    payer = await add_account(conn, "payer", "某人", "a long enough one", ["payer"], None)
    await programs.keep_program(conn, "both", BOTH, timedelta(days=1))
    assert "gateway/0007_pre_approver_is_not_payer.sql" in await migrate(conn, FOLDERS["gateway"])
    roles = {row["id"]: row["roles"] for row in await conn.fetch("select id, roles from account")}
    assert roles == {both: ["approver", "auditor"], payer: ["payer"]}
    assert await conn.fetchval("select roles from program where id = 'both'") == ["approver", "auditor"]
    taken = await conn.fetch("select account, detail from audit where kind = 'role-taken' order by number")
    assert [(row["account"], json.loads(row["detail"])) for row in taken] == [
        (both, {"role": "payer"}),
        (None, {"program": "both", "role": "payer"}),
    ]
