"""The published file of a draw: everything that is needed to recompute it on another machine (RULE-12)."""

import json
from datetime import datetime
from uuid import UUID

from kernel.auth import Caller
from kernel.db import Connection, Row
from kernel.errors import NotFound
from kernel.routes import query
from kernel.web import Output
from services.inspections.draws.rules import RULE
from services.inspections.storage import SQL


class PoolPlace(Output):
    """A place in the pool, as it was at the freeze."""

    id: UUID
    name: str
    risk_class: str
    weight: int
    # Verified votes for it; not known for pools that were frozen when every vote counted.
    votes: int | None


class DrawnPlace(Output):
    """A place of the result; one that was taken out says when, why and who came in."""

    id: UUID
    name: str
    risk_class: str
    position: int
    drawn_at: datetime
    removed_at: datetime | None
    removal_reason: str | None
    replaced_by: UUID | None


class InspectorsDrawn(Output):
    """RFC 3797 over `candidates` in this order; `excluded` have a declared conflict there. Ids, never names."""

    establishment_id: UUID
    candidates: list[UUID]
    excluded: list[UUID]
    selected: list[UUID]


class DrawFile(Output):
    """What is public about a draw so far; the nonce and what follows from it only once it was made."""

    rule: str
    round_id: UUID
    title: str
    state: str
    pool: list[PoolPlace]
    digest: str
    frozen_at: datetime
    # "verified", or "all" in pools that were frozen before votes were verified.
    votes_counted: str
    places: int | None = None
    floors: dict[str, int] | None = None
    quotas: dict[str, int] | None = None
    planned_at: datetime | None = None
    commitment: str | None = None
    committed_at: datetime | None = None
    entropy_source: str | None = None
    entropy_at: datetime | None = None
    entropy: str | None = None
    nonce: str | None = None
    seed: str | None = None
    drawn_at: datetime | None = None
    result: list[DrawnPlace]
    inspectors: list[InspectorsDrawn]


@query(
    "GET /public/rounds/{round_id}/draw",
    may="inspections:public",
    says="The published file of a draw.",
    refuses=("pool-not-frozen", "round-unknown"),
)
async def draw_file(conn: Connection, round_id: UUID) -> DrawFile:
    """Raises NotFound("round-unknown", "pool-not-frozen")."""
    found = await conn.fetchrow(*SQL["one-round"](round_id=round_id))
    if found is None:
        raise NotFound("round-unknown")
    frozen = await conn.fetchrow(*SQL["one-pool"](round_id=round_id))
    if frozen is None:
        raise NotFound("pool-not-frozen")
    pool = [
        PoolPlace(id=r["establishment_id"], **{k: r[k] for k in ("name", "risk_class", "weight", "votes")})
        for r in await conn.fetch(*SQL["pool-items"](round_id=round_id))
    ]
    return DrawFile(
        rule=RULE,
        round_id=round_id,
        title=found["title"],
        state=found["state"],
        pool=pool,
        **dict(frozen),
        **_planned(await conn.fetchrow(*SQL["one-plan"](round_id=round_id))),
        **_drawn(await conn.fetchrow(*SQL["one-draw"](round_id=round_id))),
        result=[_place(r) for r in await conn.fetch(*SQL["drawn-places"](round_id=round_id))],
        inspectors=[InspectorsDrawn(**dict(r)) for r in await conn.fetch(*SQL["assignments-of"](round_id=round_id))],
    )


def _planned(plan: Row | None) -> dict[str, object]:
    if plan is None:
        return {}
    return dict(plan) | {"floors": json.loads(plan["floors"]), "quotas": json.loads(plan["quotas"])}


def _drawn(draw: Row | None) -> dict[str, object]:
    if draw is None:
        return {}
    # The secret is one until the draw: a person who read it before could choose when to draw.
    return {name: value for name, value in draw.items() if name != "nonce" or draw["drawn_at"]}


def _place(row: Row) -> DrawnPlace:
    fields = dict(row)
    fields.pop("sampled")
    return DrawnPlace(id=fields.pop("establishment_id"), **fields)


class MyPlace(Output):
    """A place that the caller is to inspect."""

    round_id: UUID
    round_title: str
    round_state: str
    establishment_id: UUID
    establishment_name: str
    risk_class: str
    position: int
    sampled: bool


class InspectorView(Output):
    """An inspector and the establishments they have a conflict with."""

    inspector_id: UUID
    account: str
    name: str
    active: bool
    conflicts: list[UUID]


@query(
    "GET /my-places",
    may="inspections:sample",
    at="own",
    says="The drawn places that the caller is to inspect.",
)
async def my_places(conn: Connection, caller: Caller) -> list[MyPlace]:
    """The drawn places of the inspector who signs in with `account`, in rounds that are being sampled."""
    return [MyPlace(**dict(r)) for r in await conn.fetch(*SQL["places-of-account"](account=caller.subject))]


@query(
    "GET /inspectors",
    may="inspections:manage",
    says="Inspectors and their conflicts.",
)
async def list_inspectors(conn: Connection) -> list[InspectorView]:
    """Every inspector."""
    rows = await conn.fetch(*SQL["list-inspectors"]())
    return [InspectorView(inspector_id=r["id"], **{k: v for k, v in r.items() if k != "id"}) for r in rows]
