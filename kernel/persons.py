"""People inside a room: what identifies somebody becomes fingerprints, and these lead to one opaque `subject_ref`.

Only `subject_ref` ever leaves the room. An 18-digit ID number is enumerable (about 1e11), so a fingerprint is
an HMAC under a secret key, never a plain hash (PIPL art. 51). The number itself is not stored.

Somebody has a fingerprint for each identifier: one of the ID number, one of phone and name together (a phone may be a
household's). `person_identifier` leads from each of them to the fingerprint in `person`, so that a person who gives the
phone today and phone and ID number tomorrow is one person from then on (ADR 10).
"""

import asyncio
import contextlib
import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self
from uuid import UUID

from pydantic import AfterValidator, StringConstraints, model_validator

from kernel import names
from kernel.calendar import local_day
from kernel.db import DATABASE_AWAY, Connection, Pool, Row
from kernel.identifiers import new_id
from kernel.keys import secret
from kernel.telemetry import is_id_number
from kernel.web import Input, Text

OLDEST_YEARS = 150
REKEYED_AT_ONCE = 500
REKEY_EVERY_SECONDS = 600


def _checked(number: str) -> str:
    """GB 11643: a check digit, a region, a date of birth, and a number of that day."""
    if not is_id_number(number):
        raise ValueError("check digit")
    region, born, sequence = number[:6], number[6:14], number[14:17]
    if region[0] == "0" or region == "999999" or sequence in ("000", "999"):
        raise ValueError("region or sequence")
    # Raises ValueError where there is no such day.
    birth, today = date(int(born[:4]), int(born[4:6]), int(born[6:])), local_day(datetime.now(UTC))
    if not today.year - OLDEST_YEARS <= birth.year or birth > today:
        raise ValueError("date of birth")
    return number.upper()


IdNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{17}[0-9Xx]$"), AfterValidator(_checked)]
Phone = Annotated[str, StringConstraints(pattern=r"^1[3-9][0-9]{9}$")]
Name = Annotated[Text, AfterValidator(names.stored)]


class Person(Input):
    """Who somebody is, as typed: a name and, to tell two of one name apart, a phone or an ID number."""

    name: Name
    phone: Phone | None = None
    id_number: IdNumber | None = None

    @model_validator(mode="after")
    def _identifiable(self) -> Self:
        if self.phone is None and self.id_number is None:
            raise ValueError("a phone or an ID number is needed")
        return self


class Identifier(NamedTuple):
    """One thing that somebody is known by. `before`: the fingerprint that releases before folding made of it."""

    kind: Literal["id-number", "phone"]
    fingerprint: bytes
    before: bytes


class Fingerprints:
    """Turns identities into fingerprints under the house's secret. Raises kernel.keys.KeyFileBroken."""

    def __init__(self, key_file: Path) -> None:
        self._key = secret(key_file)

    def _mac(self, known: str) -> bytes:
        return hmac.new(self._key, known.encode(), hashlib.sha256).digest()

    def seal(self, request: bytes) -> bytes:
        """32 bytes that tell two requests apart and give neither away: a body may hold an ID number."""
        return hmac.new(self._key, b"request:" + request, hashlib.sha256).digest()

    def identifiers(self, person: Person) -> tuple[Identifier, ...]:
        """Everything that identifies this person, the ID number first."""
        found = []
        if person.id_number is not None:
            number = self._mac(f"id:{person.id_number}")
            found.append(Identifier("id-number", number, number))
        if person.phone is not None:
            found.append(self.by_phone(person.name, person.phone))
        return tuple(found)

    def by_phone(self, name: str, phone: str) -> Identifier:
        """The identifier of a phone and whatever spelling of a name."""
        spaceless = re.sub(r"\s+", "", name)
        return Identifier(
            "phone", self._mac(f"phone:{phone}:{names.folded(name)}"), self._mac(f"phone:{phone}:{spaceless}")
        )

    def of(self, person: Person) -> bytes:
        """32 bytes: by ID number where there is one, else by phone and name."""
        return self.identifiers(person)[0].fingerprint

    def of_name(self, person: Person) -> bytes:
        """32 bytes by the name alone: the same for namesakes, so it does not identify a person."""
        return self._mac(f"name:{names.folded(person.name)}")


_KNOWN = "select fingerprint, kind, person from person_identifier where fingerprint = any($1)"
# In one order for all, so that two who bring the same people do not wait for each other.
_TAKE_TURNS = """
select pg_advisory_xact_lock(hashtextextended(k, 3)) from (select unnest($1::text[]) as k order by 1) as keys
"""
_HAS_OTHER_NUMBER = """
select exists (select from person_identifier
               where person = $1 and fingerprint <> all($2) and kind is distinct from 'phone')
"""
_JOIN = "update person_identifier set person = $2 where person = $1"
# What is kept under the one that is left behind follows, where nothing is kept under the other yet.
_FOLLOW = """
update person set fingerprint = $2 where fingerprint = $1 and not exists (select from person where fingerprint = $2)
"""
_KEEP = """
insert into person_identifier (fingerprint, person, kind)
select f, $2, k from unnest($1::bytea[], $3::text[]) as i (f, k)
on conflict (fingerprint) do update set kind = excluded.kind where person_identifier.kind is null
"""


async def identify(conn: Connection, fingerprints: Fingerprints, person: Person, *, linking: bool = True) -> bytes:
    """The fingerprint under which this room keeps `person`, by whatever they are known.

    A second identifier is linked to the person that the first one leads to. Without `linking`, which is for what a
    stranger sends, it is not: they could give a neighbour's phone beside a number of their own.
    """
    [found] = await identify_all(conn, fingerprints, [person], linking=linking)
    return found


async def identify_all(
    conn: Connection, fingerprints: Fingerprints, people: Sequence[Person], *, linking: bool = True
) -> list[bytes]:
    """The same for several people, whose turns are taken at once."""
    named = [fingerprints.identifiers(person)[: None if linking else 1] for person in people]
    marks = {mark for identifiers in named for i in identifiers for mark in (i.fingerprint, i.before)}
    rows = {row["fingerprint"]: row for row in await conn.fetch(_KNOWN, list(marks))}
    if not all(_settled(rows, identifiers) for identifiers in named):
        await conn.execute(_TAKE_TURNS, [mark.hex() for mark in marks])
        linked = [await _link(conn, identifiers) for identifiers in named]
        # Of two people given, the second may have shown that the first is known under another fingerprint.
        return linked if len(named) == 1 else [await _link(conn, identifiers) for identifiers in named]
    return [rows[identifiers[0].fingerprint]["person"] for identifiers in named]


def _settled(rows: dict[bytes, Row], identifiers: Sequence[Identifier]) -> bool:
    """Whether every identifier is known, of its kind, and leads to one person."""
    found = [rows.get(i.fingerprint) for i in identifiers]
    people = {row["person"] for row in found if row is not None and row["kind"] is not None}
    return len(people) == 1 and all(row is not None and row["kind"] is not None for row in found)


async def _link(conn: Connection, identifiers: Sequence[Identifier]) -> bytes:
    """The person's fingerprint, once everything that identifies them leads to it. The identifiers are locked."""
    marks = [mark for i in identifiers for mark in (i.fingerprint, i.before)]
    rows = {row["fingerprint"]: row["person"] for row in await conn.fetch(_KNOWN, marks)}
    first, *second = identifiers
    known = rows.get(first.fingerprint) or rows.get(first.before)
    kept = list(identifiers)
    if second:
        by_phone: bytes | None = rows.get(second[0].fingerprint) or rows.get(second[0].before)
        # Two of one name at one phone who have a number each are two people.
        if by_phone is not None and by_phone != known:
            if await conn.fetchval(_HAS_OTHER_NUMBER, by_phone, marks):
                kept = [first]
            elif known is None:
                known = by_phone
            else:
                await conn.execute(_JOIN, by_phone, known)
                await conn.execute(_FOLLOW, by_phone, known)
    known = known or first.fingerprint
    await conn.execute(_KEEP, [i.fingerprint for i in kept], known, [i.kind for i in kept])
    return known


_ADMIT = """
insert into person (subject_ref, fingerprint, name, phone, keyed) values ($1, $2, $3, $4, true)
on conflict (fingerprint) do update set name = person.name returning subject_ref
"""


async def admit(conn: Connection, fingerprints: Fingerprints, person: Person, *, linking: bool = True) -> UUID:
    """The `subject_ref` of this person in this room, made on first sight; `linking` as for `identify`."""
    return await admit_as(conn, await identify(conn, fingerprints, person, linking=linking), person)


async def admit_as(conn: Connection, fingerprint: bytes, person: Person) -> UUID:
    """The same for a person who was identified."""
    ref: UUID = await conn.fetchval(_ADMIT, new_id(), fingerprint, person.name, person.phone)
    return ref


_TO_REKEY = """
select subject_ref, fingerprint, name, phone from person where not keyed order by subject_ref limit $1 for update
"""
_REKEYED = "update person set keyed = true where subject_ref = any($1)"


async def keep_rekeying(pool: Pool, fingerprints: Fingerprints) -> None:
    """Rekey the people who are left, for ever: an older process may still write beside this one."""
    while True:
        left = True
        with contextlib.suppress(*DATABASE_AWAY):
            left = await rekey(pool, fingerprints)
        await asyncio.sleep(0.1 if left else REKEY_EVERY_SECONDS)


async def rekey(pool: Pool, fingerprints: Fingerprints) -> bool:
    """Give some of those who are from before the identifier of their phone; whether more are left.

    Until then they are found by the old fingerprint, which is tried beside the new one. People whose name and phone
    are not in clear here (members of a sealed case, relations) stay with the old one, which differs from the new
    one only where the name was not written in simplified characters.
    """
    async with pool.acquire() as conn, conn.transaction():
        rows = await conn.fetch(_TO_REKEY, REKEYED_AT_ONCE)
        found = [(r["fingerprint"], fingerprints.by_phone(r["name"], r["phone"])) for r in rows if r["phone"]]
        await conn.execute(_TAKE_TURNS, [identifier.fingerprint.hex() for _, identifier in found])
        for person, identifier in found:
            await conn.execute(_KEEP, [identifier.fingerprint], person, [identifier.kind])
        await conn.execute(_REKEYED, [r["subject_ref"] for r in rows])
    return len(rows) == REKEYED_AT_ONCE


_FORGET = """
with gone as (delete from person_identifier where person = any($1::bytea[]))
update person set name = '', phone = null, keyed = true,
    fingerprint = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
where fingerprint = any($1::bytea[])
"""


async def forget(conn: Connection, people: Sequence[bytes]) -> None:
    """Nothing leads to these people any more; the rows stay for what is counted."""
    await conn.execute(_FORGET, list(people))
