"""The gateway's endpoints for people's accounts: residents open their own, the office opens those of partners."""

import json
from datetime import datetime
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, StringConstraints

from gateway import accounts, guesses
from gateway.forward import RoomUnavailable
from gateway.passwords import hash_password, place
from gateway.roles import GIVEN_BY_OPERATORS
from gateway.routes import ANYONE, may
from gateway.signin import Password, caller_address, principal_of
from gateway.storage import SQL
from kernel.db import Connection
from kernel.errors import NotFound, Refused, Unavailable
from kernel.web import Input, Output, PageLimit, StrictRoute, Text

router = APIRouter(route_class=StrictRoute)
USERNAME = r"^[a-z0-9][a-z0-9._-]{2,39}$"
Username = Annotated[str, StringConstraints(pattern=USERNAME)]
NameAfter = Annotated[str, Query(max_length=100, pattern=r"^[^\x00-\x1f]*$")]


class Resident(Input):
    """A resident's own account; a room learns who they are with the first registration, not the gateway."""

    username: Username
    display_name: Text
    password: Password


class Account(Resident):
    """An account that the office gives out; `organisation_id` is the organisation that it acts for."""

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
    last_sign_in_at: datetime | None
    disabled_at: datetime | None


@router.post("/api/residents", status_code=201)
@may(ANYONE)
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
@may("gateway:accounts")
async def post_account(request: Request, body: Account) -> AccountMade:
    """Open somebody's account; the password is the office's, and its owner changes it at the first sign-in.

    Refusals: role-unknown, approver-is-payer, role-not-given-here, organisation-missing, organisation-unknown,
    username-taken.
    """
    accounts.check_roles(body.roles, body.organisation_id)
    if not set(body.roles) <= GIVEN_BY_OPERATORS:
        raise Refused("role-not-given-here")
    await check_organisation(request, body.organisation_id)
    return await _make(request, body, must_change=True, by=principal_of(request).identity.subject)


@router.get("/api/accounts")
@may("gateway:accounts")
async def get_accounts(request: Request, after: NameAfter = "", limit: PageLimit = 100) -> list[AccountView]:
    """Accounts by name."""
    async with request.app.state.pool.acquire() as conn:
        rows = await conn.fetch(*SQL["list-accounts"](username=after, limit=limit))
    return [AccountView(account_id=row["id"], **{k: v for k, v in row.items() if k != "id"}) for row in rows]


@router.post("/api/accounts/{account_id}/disable", status_code=204)
@may("gateway:accounts")
async def post_disable(request: Request, account_id: UUID) -> Response:
    """Disable an account that the office gave out: its sessions and keys end. Refusals: role-not-given-here."""
    async with request.app.state.pool.acquire() as conn:
        await _given_here(conn, account_id)
        await accounts.disable(conn, account_id, by=principal_of(request).identity.subject)
    return Response(status_code=204)


@router.post("/api/accounts/{account_id}/enable", status_code=204)
@may("gateway:accounts")
async def post_enable(request: Request, account_id: UUID) -> Response:
    """Let a disabled account sign in again. Refusals: role-not-given-here."""
    async with request.app.state.pool.acquire() as conn:
        await _given_here(conn, account_id)
        await accounts.enable(conn, account_id, by=principal_of(request).identity.subject)
    return Response(status_code=204)


async def _given_here(conn: Connection, account_id: UUID) -> None:
    """Raises NotFound("account-unknown"), Refused("role-not-given-here")."""
    row = await conn.fetchrow(*SQL["one-account"](account_id=account_id))
    if row is None:
        raise NotFound("account-unknown")
    if not set(row["roles"]) <= GIVEN_BY_OPERATORS:
        raise Refused("role-not-given-here")


async def check_organisation(request: Request, organisation: UUID | None) -> None:
    """Ask activities, whose organisations are. Raises Refused("organisation-unknown"), Unavailable."""
    if organisation is None:
        return
    state = request.app.state
    token = state.identities.token_for(principal_of(request))
    after = ""
    while True:
        query = f"limit=100&after={quote(after)}".encode()
        try:
            answer = await state.rooms.ask(
                "activities", "GET", "/organisations", query, {"Authorization": f"Bearer {token}"}
            )
        except RoomUnavailable as error:
            raise Unavailable(error.code) from None
        if answer.status != 200:
            raise Unavailable("room-unavailable")
        page = json.loads(answer.body)
        if str(organisation) in {one["organisation_id"] for one in page}:
            return
        if len(page) < 100:
            raise Refused("organisation-unknown")
        after = page[-1]["name"]


async def _make(request: Request, account: Account, *, must_change: bool = False, by: str | None = None) -> AccountMade:
    hashed = await hash_password(account.password.get_secret_value())
    async with request.app.state.pool.acquire() as conn:
        account_id = await accounts.insert_account(
            conn,
            account.username,
            account.display_name,
            hashed,
            account.roles,
            account.organisation_id,
            must_change=must_change,
            by=by,
        )
    return AccountMade(account_id=account_id, username=account.username)
