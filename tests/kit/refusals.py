"""The name of the rule by which a pure function of the domain refuses."""

from __future__ import annotations

from collections.abc import Callable

from kernel.errors import CommandError


def code(rule: Callable[..., object], *args: object, **how: object) -> str | None:
    """The code of the refusal, or None where the rule says yes."""
    try:
        rule(*args, **how)
    except CommandError as error:
        return error.code
    return None
