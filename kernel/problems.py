"""Problem+json for every refusal (RFC 9457), in one place: a code and where it applies, never the refused value."""

import re
from http import HTTPStatus
from typing import Any

import asyncpg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from kernel import telemetry
from kernel.db import DATABASE_AWAY
from kernel.errors import PROBLEM, CommandError, problem_body

log = telemetry.logger(__name__)


def problem(
    status: int, code: str, *, title: str | None = None, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """The same as an answer."""
    body = problem_body(status, code, title=title, **more)
    return JSONResponse(body, status_code=status, media_type=PROBLEM, headers=headers)


class BodyIncomplete(CommandError):
    """The caller left before the body was whole (400)."""

    status = 400
    title = "The request was cut short"


class BodyTooLarge(CommandError):
    """More than BODY_LIMIT_BYTES were sent (413)."""

    status = 413
    title = "Too much at once"


async def _command_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, CommandError)
    headers = {"Retry-After": "1"} if error.status == 503 else None
    return problem(error.status, error.code, title=error.title, headers=headers)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # Only where and which rule: pydantic's own answer repeats the value, and fails to encode NaN.
    details = [
        {"field": ".".join(str(p) for p in e["loc"] if p != "body"), "code": str(e["type"]).replace("_", "-")}
        for e in error.errors()
    ]
    for detail in details:
        if detail["code"] == "extra-forbidden":
            # The name of an unknown field is the caller's text as well.
            detail["field"] = ""
    return problem(422, "invalid-request", errors=details[:20])


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = re.sub(r"[^a-z]+", "-", HTTPStatus(error.status_code).phrase.lower())
    return problem(error.status_code, code, headers=dict(error.headers or {}))


async def _database_refused(_: Request, error: Exception) -> Response:
    """What Postgres refuses and no rule foresaw: text it cannot store is the caller's fault, the rest is ours."""
    if isinstance(error, asyncpg.DataError):
        return problem(422, "invalid-request")
    log.warning("database_unavailable", error=type(error).__name__)
    return problem(503, "database-unavailable", headers={"Retry-After": "1"})


async def _unforeseen(_: Request, __: Exception) -> Response:
    return problem(500, "internal")


# What is not ours to answer now: the database is away, or a lock was not had within the role's timeouts.
UNAVAILABLE: tuple[type[Exception], ...] = (
    *DATABASE_AWAY,
    asyncpg.LockNotAvailableError,
    asyncpg.DeadlockDetectedError,
)


def answer_with_problems(app: FastAPI) -> None:
    """Make `app` answer every refusal and failure as a problem."""
    app.add_exception_handler(CommandError, _command_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(asyncpg.DataError, _database_refused)
    for unavailable in UNAVAILABLE:
        app.add_exception_handler(unavailable, _database_refused)
    app.add_exception_handler(Exception, _unforeseen)
