"""A route is declared where its command or query is written: method, path, permission, scope, sentence, refusals.

A command's first parameter is its transaction, a query's its connection. Of the others, what the path names comes from
the path, an `Input` is the body, what the process holds (`Fingerprints`, `Sealer`, …) comes from the process, and the
rest is asked for in the query string. Parameters by keyword alone are for other code and never for callers.
"""

import inspect
import json
import pkgutil
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from kernel.auth import Caller
from kernel.calendar import local_day
from kernel.commands import Frame
from kernel.errors import Forbidden
from kernel.export import SHEET, Sheet
from kernel.persons import Fingerprints
from kernel.sealed import Sealer
from kernel.web import Input, StrictRoute, authenticate, permission

# Whose things a route shows or changes: everybody's, those at a venue of the caller's organisation, those of the
# caller's organisation, the caller's own. Who acts for no organisation finds every venue.
At = Literal["everywhere", "venue", "organisation", "own"]
Kind = Literal["command", "query", "route"]
Function = TypeVar("Function", bound=Callable[..., Awaitable[Any]])
Endpoint = Callable[..., Awaitable[Any]]
# What a process holds for its commands and queries, by type: how it is found from a request.
Held = Mapping[type, Callable[[Request], Any]]


@dataclass(frozen=True, slots=True)
class Declared:
    """Where something is asked for, who may, whose it is, what the documentation says, and which codes may come back.

    `answers` is the model of an answer that the endpoint's own annotation does not name. What is `inner` is asked by
    the gateway itself, not forwarded and in no document.
    """

    kind: Kind
    method: str
    path: str
    may: str
    says: str
    at: At = "everywhere"
    refuses: tuple[str, ...] = ()
    inner: bool = False
    answers: Any = None


def _declare(kind: Kind, place: str, may: str, says: str, **more: Any) -> Callable[[Function], Function]:
    method, _, path = place.partition(" ")
    found = Declared(kind, method, path, may, inspect.cleandoc(says), **more)

    def declare(function: Function) -> Function:
        function.declared = found  # type: ignore[attr-defined]  # read by declared_of
        return function

    return declare


def command(
    place: str, *, may: str, says: str, at: At = "everywhere", refuses: tuple[str, ...] = (), inner: bool = False
) -> Callable[[Function], Function]:
    """Declare the route of a command `async (tx, …) -> Output`, which `kernel.commands` runs once by its key."""
    return _declare("command", place, may, says, at=at, refuses=refuses, inner=inner)


def query(
    place: str, *, may: str, says: str, at: At = "everywhere", refuses: tuple[str, ...] = (), inner: bool = False
) -> Callable[[Function], Function]:
    """Declare the route of a query `async (conn, …) -> Output`, a list of them, or a `Sheet`."""
    return _declare("query", place, may, says, at=at, refuses=refuses, inner=inner)


def route(
    place: str, *, may: str, says: str, at: At = "everywhere", refuses: tuple[str, ...] = (), answers: Any = None
) -> Callable[[Function], Function]:
    """Declare an endpoint whose parameters are FastAPI's own: where a route is not simply one command or query.

    Where a command's stored reply is passed on, `answers` is its model.
    """
    return _declare("route", place, may, says, at=at, refuses=refuses, answers=answers)


def declared_of(function: object) -> Declared | None:
    """What a function, or the endpoint made of it, declares."""
    found: Declared | None = getattr(function, "declared", None)
    return found


def declarations(router: APIRouter) -> Iterator[tuple[Endpoint, Declared]]:
    """Every function behind a router's routes, and what it declares."""
    for one in router.routes:
        if isinstance(one, APIRoute) and (declared := declared_of(one.endpoint)) is not None:
            yield getattr(one.endpoint, "runs", one.endpoint), declared


async def _now() -> datetime:
    return datetime.now(UTC)


async def _today() -> date:
    return local_day(datetime.now(UTC))


async def _organisation(request: Request) -> UUID:
    """The caller's own organisation. Raises Forbidden where the account belongs to none."""
    organisation = authenticate(request).organisation
    if organisation is None:
        raise Forbidden("organisation-missing")
    return organisation


Now = Annotated[datetime, Depends(_now)]
Today = Annotated[date, Depends(_today)]
OwnOrganisation = Annotated[UUID, Depends(_organisation)]
# A page of a list: after this name, or after so many.
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
NumberAfter = Annotated[int, Query(ge=0, le=2**62)]

# Lists once went up by `after`. A caller that still pages so is refused; ignored, it would get the first page for ever.
_NoAfter = Annotated[None, Query(alias="after", include_in_schema=False)]


async def _before(
    before: Annotated[UUID | None, Query(description="The id of the last row of the page before.")] = None,
    _after: _NoAfter = None,
) -> UUID | None:
    return before


async def _number_before(
    before: Annotated[int | None, Query(ge=1, le=2**62, description="The last number of the page before.")] = None,
    _after: _NoAfter = None,
) -> int | None:
    return before


# A page of a list that begins with its newest row.
Before = Annotated[UUID | None, Depends(_before)]
NumberBefore = Annotated[int | None, Depends(_number_before)]

HELD: Held = {
    Fingerprints: lambda request: request.app.state.fingerprints,
    Sealer: lambda request: request.app.state.sealer,
    Caller: authenticate,
}


def _is_body(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType):
        return any(_is_body(one) for one in get_args(annotation))
    return isinstance(annotation, type) and issubclass(annotation, Input)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One argument of the function: how the process finds it, or under which name the request brings it."""

    name: str
    held: Callable[[Request], Any] | None


def _arguments(function: Endpoint, held: Held) -> tuple[list[_Asked], list[inspect.Parameter]]:
    """The function's arguments in order, and the parameters that FastAPI is to read for them."""
    hints = get_type_hints(function, include_extras=True)
    asked: list[_Asked] = []
    given: list[inspect.Parameter] = []
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if parameter.kind is parameter.KEYWORD_ONLY:
            continue
        hint = hints[name]
        if isinstance(hint, type) and hint in held:
            asked.append(_Asked(name, held[hint]))
            continue
        outer = "body" if _is_body(hint) else name
        asked.append(_Asked(outer, None))
        given.append(parameter.replace(name=outer, annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY))
    return asked, given


def _endpoint_of(function: Endpoint, declared: Declared, held: Held) -> Endpoint:
    """The FastAPI endpoint that runs a command in its frame, or a query on a connection of the room."""
    asked, given = _arguments(function, held)
    only = inspect.Parameter.KEYWORD_ONLY
    plumbing = [inspect.Parameter("request", only, annotation=Request)]
    hints = get_type_hints(function, include_extras=True)

    async def run(**values: Any) -> Response:
        request: Request = values["request"]
        arguments = [one.held(request) if one.held else values[one.name] for one in asked]
        answer: Response = await values["frame"].run(function, *arguments)
        return answer

    async def read(**values: Any) -> Any:
        request: Request = values["request"]
        arguments = [one.held(request) if one.held else values[one.name] for one in asked]
        async with request.app.state.pool.acquire() as conn:
            return await function(conn, *arguments)

    endpoint: Endpoint = read
    answers = hints["return"]
    if declared.kind == "command":
        endpoint, answers = run, Response
        plumbing.append(inspect.Parameter("frame", only, annotation=Frame))
    endpoint.__signature__ = inspect.Signature([*plumbing, *given], return_annotation=answers)  # type: ignore[attr-defined]
    endpoint.__name__ = function.__name__
    endpoint.declared, endpoint.runs = declared, function  # type: ignore[attr-defined]
    return endpoint


def declaring(room: str) -> Iterator[Endpoint]:
    """Every function of a room's aggregates that declares a route, in the module that it is written in."""
    for aggregate in pkgutil.iter_modules(import_module(room).__path__, f"{room}."):
        if not aggregate.ispkg:
            continue
        for found in pkgutil.iter_modules(import_module(aggregate.name).__path__, f"{aggregate.name}."):
            module = import_module(found.name)
            for function in vars(module).values():
                if declared_of(function) is not None and function.__module__ == found.name:
                    yield function


def _fixed_first(function: Endpoint) -> list[tuple[bool, str]]:
    """FastAPI takes the first route that fits: what is written out comes before what stands for anything."""
    declared = declared_of(function)
    assert declared is not None
    return [(part.startswith("{"), part) for part in (*declared.path.split("/"), declared.method)]


def router_of(*parts: str | Endpoint, held: Held | None = None) -> APIRouter:
    """The routes of all that is declared: by the aggregates of a room, and by functions that are given one by one."""
    functions = [f for part in parts for f in (declaring(part) if isinstance(part, str) else (part,))]
    router = APIRouter(route_class=StrictRoute)
    for function in sorted(functions, key=_fixed_first):
        _add(router, function, {**HELD, **(held or {})})
    return router


def _add(router: APIRouter, function: Endpoint, held: Held) -> None:
    declared = declared_of(function)
    assert declared is not None
    answers = declared.answers or get_type_hints(function)["return"]
    stored = declared.kind == "command" or declared.answers is not None
    how: dict[str, Any] = SHEET if answers is Sheet else {"response_model": answers}
    router.add_api_route(
        declared.path,
        function if declared.kind == "route" else _endpoint_of(function, declared, held),
        methods=[declared.method],
        # A stored reply has the status that it was stored with.
        status_code=201 if stored else None,
        dependencies=[permission(declared.may)],
        description=declared.says,
        include_in_schema=not declared.inner,
        openapi_extra={"x-refusals": sorted(declared.refuses)} if declared.refuses else None,
        **how,
    )


# How FastAPI names a class whose name another one has too: after the module, with all its folders.
_BY_MODULE = re.compile(r"\b\w+?__(?:\w+?__)*(\w+?)__(\w+?)__([A-Z]\w*)\b")


def public_names(document: dict[str, Any]) -> dict[str, Any]:
    """A room's document without a Python path: classes of one name are named after aggregate and verb.

    `services__relief__funds__close__Order` is `FundsCloseOrder`; a query's has no verb.
    """

    def named(found: re.Match[str]) -> str:
        aggregate, verb, name = found.groups()
        words = [*aggregate.split("_"), *(() if verb == "queries" else verb.split("_"))]
        return "".join(word.capitalize() for word in words) + name

    renamed: dict[str, Any] = json.loads(_BY_MODULE.sub(named, json.dumps(document)))
    return renamed
