"""The four errors a command may raise, and `Unavailable`; `kernel.problems` maps them to RFC 9457 problem+json.

A code is kebab-case, public API, and translated by the dashboard. It never carries the refused value.
"""

from http import HTTPStatus
from typing import Any, ClassVar

PROBLEM = "application/problem+json"


class CommandError(Exception):
    """A command that did not happen. `code` is the name of the rule that was broken."""

    status: ClassVar[int]
    title: ClassVar[str]

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(CommandError):
    """A rule of the domain says no (422)."""

    status = 422
    title = "A rule refuses this"


class NotFound(CommandError):
    """What the command names does not exist, or not for this caller (404)."""

    status = 404
    title = "Not found"


class Conflict(CommandError):
    """The thing is in a state that does not allow this now (409)."""

    status = 409
    title = "Conflict with the present state"


class Forbidden(CommandError):
    """The caller may not do this (403)."""

    status = 403
    title = "Not permitted"


class Unavailable(CommandError):
    """Something this answer needs is away for now (503)."""

    status = 503
    title = "Not available for now"


def problem_body(status: int, code: str, *, title: str | None = None, **more: Any) -> dict[str, Any]:
    """An RFC 9457 body. `code` is the rule's name; `type` is a stable URI made of it."""
    return {
        "type": f"urn:jiayuan:problem:{code}",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        **more,
    }
