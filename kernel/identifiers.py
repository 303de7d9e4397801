"""Identifiers: UUIDv7, so that rows and events made later sort later (RFC 9562)."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A fresh UUIDv7."""
    return UUID(bytes=uuid_utils.uuid7().bytes)
