"""People inside a room: an identity becomes a fingerprint, a fingerprint an opaque `subject_ref`.

Only `subject_ref` ever leaves the room. An 18-digit ID number is enumerable (about 1e11), so the fingerprint is
an HMAC under a secret key, never a plain hash (PIPL art. 51). The number itself is not stored.
"""

import hashlib
import hmac
import re
from pathlib import Path
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, StringConstraints, model_validator

from kernel.db import Connection
from kernel.identifiers import new_id
from kernel.keys import secret
from kernel.telemetry import is_id_number
from kernel.web import Input, Text


def _checked(number: str) -> str:
    if not is_id_number(number):
        raise ValueError("check digit")
    return number.upper()


IdNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{17}[0-9Xx]$"), AfterValidator(_checked)]
Phone = Annotated[str, StringConstraints(pattern=r"^1[3-9][0-9]{9}$")]


class Person(Input):
    """Who somebody is, as typed: a name and, to tell two of one name apart, a phone or an ID number."""

    name: Text
    phone: Phone | None = None
    id_number: IdNumber | None = None

    @model_validator(mode="after")
    def _identifiable(self) -> Self:
        if self.phone is None and self.id_number is None:
            raise ValueError("a phone or an ID number is needed")
        return self


class Fingerprints:
    """Turns identities into fingerprints under the house's secret. Raises kernel.keys.KeyFileBroken."""

    def __init__(self, key_file: Path) -> None:
        self._key = secret(key_file)

    def seal(self, request: bytes) -> bytes:
        """32 bytes that tell two requests apart and give neither away: a body may hold an ID number."""
        return hmac.new(self._key, b"request:" + request, hashlib.sha256).digest()

    def of(self, person: Person) -> bytes:
        """32 bytes: by ID number where there is one, else by phone and name (a phone may be a household's)."""
        name = re.sub(r"\s+", "", person.name)
        known = f"id:{person.id_number}" if person.id_number else f"phone:{person.phone}:{name}"
        return hmac.new(self._key, known.encode(), hashlib.sha256).digest()


_ADMIT = """
insert into person (subject_ref, fingerprint, name, phone) values ($1, $2, $3, $4)
on conflict (fingerprint) do update set name = person.name returning subject_ref
"""


async def admit(conn: Connection, fingerprints: Fingerprints, person: Person) -> UUID:
    """The `subject_ref` of this person in this room, made on first sight."""
    ref: UUID = await conn.fetchval(_ADMIT, new_id(), fingerprints.of(person), person.name, person.phone)
    return ref


_ADMIT_FIRST = """
insert into person (subject_ref, fingerprint, name, phone) values ($1, $2, $3, $4)
on conflict (fingerprint) do nothing returning subject_ref
"""


async def admit_first(conn: Connection, fingerprints: Fingerprints, person: Person) -> UUID | None:
    """The `subject_ref` of a person whom this room has never met; None for one whom it knows."""
    ref: UUID | None = await conn.fetchval(_ADMIT_FIRST, new_id(), fingerprints.of(person), person.name, person.phone)
    return ref
