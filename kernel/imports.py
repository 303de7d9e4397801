"""Imports without what a library takes along where it finds it, and no process of ours uses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """In this block these modules are as if they were not installed; one that is imported already stays as it is.

    Every process imports for a second or more before it serves, so what is never used there is worth leaving out.
    """
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        # Python's own way to say that a module is not there: its import raises ModuleNotFoundError.
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
