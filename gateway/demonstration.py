"""The demonstration's people: one account for every role that must differ from another (RULE-23, verifier ≠ analyst).

They exist on a machine that shows the product, where `make run` makes them once, each with a password of its own; a
start in containers or on a cluster makes none.
"""

from collections.abc import Mapping
from uuid import UUID

from gateway.accounts import add_account
from gateway.storage import SQL
from kernel.db import Connection

PEOPLE: dict[str, tuple[str, str]] = {
    "operator": ("街道操作员", "operator"),
    "inspector": ("食药安检查员", "inspector"),
    "analyst": ("检测员", "analyst"),
    "verifier": ("复核员", "lab-verifier"),
    "submitter": ("帮困经办", "relief-submitter"),
    "approver": ("帮困复核", "approver"),
    "approver-2": ("帮困复核二", "approver"),
    "payer": ("帮困支付", "payer"),
    "auditor": ("审计", "auditor"),
    "resident": ("居民", "resident"),
}
# They act for an organisation of the district, and are made with it.
OF_ORGANISATIONS: dict[str, tuple[str, str]] = {
    "manager": ("阵地管理员", "venue-manager"),
    "partner": ("国际集团联络人（演示）", "partner-admin"),
}


async def missing(conn: Connection) -> set[str]:
    """Which of PEOPLE have no account yet."""
    return {name for name in PEOPLE if await conn.fetchrow(*SQL["account-of-name"](username=name)) is None}


async def ensure(conn: Connection, passwords: Mapping[str, str]) -> None:
    """Make the accounts of PEOPLE that are missing; one that is there keeps what it has."""
    for name in await missing(conn):
        display_name, role = PEOPLE[name]
        await add_account(conn, name, display_name, passwords[name], [role], None)


async def ensure_one(
    conn: Connection, username: str, display_name: str, role: str, organisation: UUID | None, password: str
) -> bool:
    """Make one account unless it is there; whether it was made."""
    if await conn.fetchrow(*SQL["account-of-name"](username=username)) is not None:
        return False
    await add_account(conn, username, display_name, password, [role], organisation)
    return True
