"""A household's case is opened: what it needs, who belongs to it, what it asks for; personal text is sealed at once."""

import json
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, identify_all
from kernel.routes import command
from kernel.sealed import Sealer
from kernel.web import Day, Input, Output, Source, Text
from services.relief.cases.rules import cap, check_grant
from services.relief.dates import months_after
from services.relief.disbursements.request import Purpose
from services.relief.people.declare_relation import check_unrelated
from services.relief.projects.open import Fen
from services.relief.storage import SQL

Story = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Case(Input):
    """What a submitter writes down. Members, need and evidence can be read by those alone who say why."""

    case_id: UUID | None = None
    category: Purpose
    neighbourhood_id: UUID
    neighbourhood: Text
    members: Annotated[tuple[Person, ...], Field(min_length=1, max_length=20)]
    need: Story
    evidence: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    monthly_fen: Fen
    months: Annotated[int, Field(ge=1, le=12)]
    starts_on: Day | None = None
    source: Source = "operator"


class OpenedCase(Output):
    """The case, the most it could get a month, and how many other cases share somebody with it."""

    case_id: UUID
    number: str
    cap_fen: int
    valid_until: date
    duplicates: int


@command(
    "POST /cases",
    may="relief:request",
    says="Open a household's case.",
    refuses=(
        "case-above-cap",
        "case-already-exists",
        "case-months-exceeded",
        "member-named-twice",
        "related-party",
        "standard-unknown",
    ),
)
async def open_case(tx: Transaction, order: Case, fingerprints: Fingerprints, sealer: Sealer) -> OpenedCase:
    """Raises Refused("case-above-cap", "case-months-exceeded", "standard-unknown", "member-named-twice", …)."""
    case_id = order.case_id or new_id()
    starts_on = order.starts_on or local_day(tx.now)
    standard = await tx.conn.fetchval(*SQL["standard-on"](day=starts_on))
    if standard is None:
        raise Refused("standard-unknown")
    cap_fen = cap(standard, len(order.members))
    check_grant(monthly_fen=order.monthly_fen, months=order.months, cap_fen=cap_fen)
    members = await identify_all(tx.conn, fingerprints, order.members)
    names = [fingerprints.of_name(member) for member in order.members]
    wrapped, box = sealer.make(f"case/{case_id}")
    file = order.model_dump(mode="json", include={"members", "need", "evidence"})
    number = await tx.conn.fetchval(*SQL["next-number"](name=f"case-{starts_on.year}"))
    valid_until = months_after(starts_on, order.months) - timedelta(days=1)
    named = f"{starts_on.year}-{number:04d}"
    await tx.conn.execute(
        *SQL["insert-case"](
            case_id=case_id,
            number=named,
            category=order.category,
            neighbourhood_id=order.neighbourhood_id,
            persons=len(members),
            monthly_fen=order.monthly_fen,
            months=order.months,
            cap_fen=cap_fen,
            opened_at=tx.now,
            opened_by=tx.caller.subject,
            starts_on=starts_on,
            valid_until=valid_until,
            source=order.source,
            wrapped_key=wrapped,
            sealed=box.seal("file", json.dumps(file, ensure_ascii=False)),
            neighbourhood=order.neighbourhood,
        )
    )
    await tx.conn.execute(*SQL["insert-members"](case_id=case_id, fingerprints=members, name_keys=names))
    await check_unrelated(tx, None, case_id)
    household = {
        row["id"]
        for member in members
        for row in await tx.conn.fetch(*SQL["cases-of-household"](fingerprint=member, case_id=None))
    }
    return OpenedCase(
        case_id=case_id,
        number=named,
        cap_fen=cap_fen,
        valid_until=valid_until,
        duplicates=len(household - {case_id}),
    )
