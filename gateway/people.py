"""The gateway's endpoints for people's accounts: residents open their own, the office opens those of partners."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import Field, SecretStr, StringConstraints

from gateway import accounts, guesses
from gateway.passwords import hash_password, place
from gateway.roles import GIVEN_BY_OPERATORS, ROLES
from gateway.signin import caller_address
from gateway.storage import SQL
from kernel.errors import Refused
from kernel.web import Input, Output, PageLimit, StrictRoute, Text

router = APIRouter(route_class=StrictRoute)
Username = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{2,39}$")]
# NIST SP 800-63B 5.1.1.2: length counts, composition rules do not.
Password = Annotated[SecretStr, Field(min_length=10, max_length=200)]
NameAfter = Annotated[str, Query(max_length=100, pattern=r"^[^\x00-\x1f]*$")]


class Resident(Input):
    """A resident's own account; who they are is told to a room with the first registration, not here."""

    username: Username
    display_name: Text
    password: Password


class Account(Resident):
    """An account that the office gives out; `organisation_id` is whom it acts for."""

    roles: list[str] = Field(min_length=1, max_length=10)
    organisation_id: UUID | None = None


class AccountMade(Output):
    """The new account."""

    account_id: UUID
    username: str


class AccountView(Output):
    """An account without its password."""

    account_id: UUID
    username: str
    display_name: str
    roles: list[str]
    organisation_id: UUID | None
    created_at: datetime


@router.post("/api/residents", status_code=201)
async def post_resident(request: Request, body: Resident) -> AccountMade:
    """Open an account of one's own. Refusals: username-taken; too-many-attempts after some that were."""
    address = caller_address(request)
    with place():
        async with request.app.state.pool.acquire() as conn:
            await guesses.count_opening(conn, address)
        made = await _make(request, Account(**dict(body), roles=["resident"]))
    async with request.app.state.pool.acquire() as conn:
        await guesses.take_opening_back(conn, address)
    return made


@router.post("/api/accounts", status_code=201)
async def post_account(request: Request, body: Account) -> AccountMade:
    """Open somebody's account. Refusals: role-unknown, role-not-given-here, organisation-missing, username-taken."""
    if not set(body.roles) <= ROLES.keys():
        raise Refused("role-unknown")
    if not set(body.roles) <= GIVEN_BY_OPERATORS:
        raise Refused("role-not-given-here")
    if "partner-admin" in body.roles and body.organisation_id is None:
        raise Refused("organisation-missing")
    return await _make(request, body)


@router.get("/api/accounts")
async def get_accounts(request: Request, after: NameAfter = "", limit: PageLimit = 100) -> list[AccountView]:
    """Accounts by name."""
    async with request.app.state.pool.acquire() as conn:
        rows = await conn.fetch(SQL["list-accounts"], after, limit)
    return [AccountView(account_id=row["id"], **{k: v for k, v in row.items() if k != "id"}) for row in rows]


async def _make(request: Request, account: Account) -> AccountMade:
    hashed = await hash_password(account.password.get_secret_value())
    async with request.app.state.pool.acquire() as conn:
        account_id = await accounts.insert_account(
            conn, account.username, account.display_name, hashed, account.roles, account.organisation_id
        )
    return AccountMade(account_id=account_id, username=account.username)
