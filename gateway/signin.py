"""The gateway's endpoints for a person's own session: signing in, who one is, signing out."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field, SecretStr

from gateway import sessions
from gateway.accounts import Identity
from gateway.identity import BROWSER_COOKIE, SESSION_COOKIE, Principal, cookie_name, read_cookie
from gateway.roles import permissions_of
from gateway.routes import ANYONE, SIGNED_IN, may
from kernel.errors import Refused
from kernel.web import Input, Output, StrictRoute

router = APIRouter(route_class=StrictRoute)
# NIST SP 800-63B 5.1.1.2: length counts, composition rules do not.
Password = Annotated[SecretStr, Field(min_length=10, max_length=200)]


class SignIn(Input):
    """A name and a password; the password never reaches a log or an error."""

    username: Annotated[str, Field(min_length=1, max_length=100)]
    password: Annotated[SecretStr, Field(min_length=1, max_length=200)]


class UserView(Output):
    """Who is signed in."""

    username: str
    display_name: str
    roles: list[str]


class SessionView(Output):
    """A session: who, what they may do, and the token their page sends with unsafe requests.

    `last_sign_in` is the one before this, `failures_since` how many guesses at the password failed in between: what
    its owner did not do, somebody else did.
    """

    user: UserView
    permissions: list[str]
    csrf_token: str | None
    last_sign_in: datetime | None = None
    failures_since: int = 0
    must_change_password: bool = False


class PasswordChange(Input):
    """The present password and the one that takes its place."""

    old_password: Annotated[SecretStr, Field(min_length=1, max_length=200)]
    new_password: Password


def _view(identity: Identity) -> SessionView:
    return SessionView(
        user=UserView(username=identity.username, display_name=identity.display_name, roles=list(identity.roles)),
        permissions=sorted(permissions_of(identity.roles)),
        csrf_token=identity.csrf,
        last_sign_in=identity.last_sign_in,
        failures_since=identity.failures_since,
        must_change_password=identity.must_change_password,
    )


def principal_of(request: Request) -> Principal:
    """Who asks, as the chain found out before the endpoint was called."""
    principal: Principal = request.scope["principal"]
    return principal


def caller_address(request: Request) -> str:
    """The address a request comes from."""
    return request.client.host if request.client else "unknown"


def _keep(request: Request, response: Response, name: str, token: str, lifetime: timedelta) -> None:
    secure = request.app.state.settings.secure_cookies
    response.set_cookie(
        cookie_name(name, secure=secure),
        token,
        max_age=int(lifetime.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
    )


@router.post("/api/session")
@may(ANYONE)
async def post_session(request: Request, body: SignIn, response: Response) -> SessionView:
    """Sign in; the answer sets the session cookie, and one by which this browser is known at its next sign-in."""
    state = request.app.state
    name = cookie_name(BROWSER_COOKIE, secure=state.settings.secure_cookies)
    signed_in = await sessions.sign_in(
        state.pool,
        body.username,
        body.password.get_secret_value(),
        address=caller_address(request),
        browser=read_cookie(dict(request.scope["headers"]), name),
    )
    _keep(request, response, SESSION_COOKIE, signed_in.token, sessions.SESSION_LIFETIME)
    _keep(request, response, BROWSER_COOKIE, signed_in.browser, sessions.BROWSER_LIFETIME)
    return _view(signed_in.identity)


@router.get("/api/session")
@may(SIGNED_IN)
async def get_session(request: Request) -> SessionView:
    """Who is signed in."""
    principal = principal_of(request)
    return _view(principal.identity)


@router.post("/api/session/password", status_code=204)
@may(SIGNED_IN)
async def post_password(request: Request, body: PasswordChange) -> Response:
    """Change one's own password; one's other sessions end.

    Refusals: password-wrong, password-unchanged, no-password (a program has none); account-locked after some guesses.
    """
    state = request.app.state
    headers = dict(request.scope["headers"])
    token = state.identities.session_token(headers)
    principal = principal_of(request)
    if token is None or principal.identity.csrf is None:
        raise Refused("no-password")
    await sessions.change_password(
        state.pool,
        token,
        body.old_password.get_secret_value(),
        body.new_password.get_secret_value(),
        address=caller_address(request),
        browser=read_cookie(headers, cookie_name(BROWSER_COOKIE, secure=state.settings.secure_cookies)),
    )
    state.identities.forget(token)
    return Response(status_code=204)


@router.delete("/api/session", status_code=204)
@may(SIGNED_IN)
async def delete_session(request: Request) -> Response:
    """Sign out; the browser stays known."""
    state = request.app.state
    token = state.identities.session_token(dict(request.scope["headers"]))
    response = Response(status_code=204)
    if token is not None:
        async with state.pool.acquire() as conn:
            await sessions.sign_out(conn, token)
        state.identities.forget(token)
        response.delete_cookie(
            cookie_name(SESSION_COOKIE, secure=state.settings.secure_cookies), secure=state.settings.secure_cookies
        )
    return response
