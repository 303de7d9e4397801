"""Awards, pledges, campaigns with their tallies, and the staff training register."""

from datetime import date, datetime
from uuid import UUID

from kernel.calendar import local_day
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.routes import Now, query
from kernel.web import Output
from services.inspections.storage import SQL


class AwardView(Output):
    """An award; `state` is "expired" from the day after its term."""

    award_id: UUID
    establishment_id: UUID
    establishment_name: str
    kind: str
    state: str
    proposed_at: datetime
    granted_at: datetime | None
    ends_on: date
    source: str


class PledgeView(Output):
    """A pledge; a broken one names the published result that broke it."""

    pledge_id: UUID
    establishment_id: UUID
    establishment_name: str
    state: str
    signed_at: datetime
    ends_on: date
    broken_at: datetime | None
    sample_id: UUID | None
    version: int | None
    source: str


class TallyView(Output):
    """What was handed out on a day."""

    day: date
    material: str
    handed_out: int


class StallView(Output):
    """A stall or a talk."""

    stall_id: UUID
    title: str
    kind: str
    venue_id: UUID | None
    source: str
    tallies: list[TallyView]


class CampaignView(Output):
    """A campaign with its stalls."""

    campaign_id: UUID
    title: str
    programme: str
    organisation_id: UUID
    starts_on: date
    ends_on: date
    source: str
    stalls: list[StallView]


class StaffView(Output):
    """A member of staff: newest exam, and whether on duty; a certificate that ended ends that too."""

    staff_id: UUID
    establishment_id: UUID
    establishment_name: str
    name: str
    on_duty: bool
    subject: str | None
    outcome: str | None
    taken_on: date | None
    valid_until: date | None


@query(
    "GET /awards",
    may="inspections:read",
    says="The newest 500 awards.",
)
async def list_awards(conn: Connection, now: Now, *, establishment_id: UUID | None = None) -> list[AwardView]:
    """The newest 500 awards, of one establishment or of all."""
    rows = await conn.fetch(*SQL["list-awards"](establishment_id=establishment_id, today=local_day(now)))
    return [AwardView(**with_id_as(r, "award_id")) for r in rows]


@query(
    "GET /public/awards",
    may="inspections:public",
    says="Awards that were granted.",
)
async def public_awards(conn: Connection, now: Now) -> list[AwardView]:
    """As `list_awards`, without what is only proposed."""
    return [award for award in await list_awards(conn, now) if award.granted_at]


@query(
    "GET /pledges",
    may="inspections:read",
    says="The newest 500 safety pledges.",
)
async def list_pledges(conn: Connection, now: Now, *, establishment_id: UUID | None = None) -> list[PledgeView]:
    """The newest 500 pledges, of one establishment or of all."""
    rows = await conn.fetch(*SQL["list-pledges"](establishment_id=establishment_id, today=local_day(now)))
    return [PledgeView(**with_id_as(r, "pledge_id")) for r in rows]


@query(
    "GET /campaigns",
    may="inspections:read",
    says="Campaigns with their stalls and what was handed out.",
)
async def list_campaigns(conn: Connection) -> list[CampaignView]:
    """Every campaign, the newest first."""
    tallies: dict[UUID, list[TallyView]] = {}
    for row in await conn.fetch(*SQL["list-tallies"]()):
        fields = dict(row)
        tallies.setdefault(fields.pop("stall_id"), []).append(TallyView(**fields))
    stalls: dict[UUID, list[StallView]] = {}
    for row in await conn.fetch(*SQL["list-stalls"]()):
        fields = with_id_as(row, "stall_id")
        of = fields.pop("campaign_id")
        stalls.setdefault(of, []).append(StallView(**fields, tallies=tallies.get(row["id"], [])))
    rows = await conn.fetch(*SQL["list-campaigns"]())
    return [CampaignView(**with_id_as(r, "campaign_id"), stalls=stalls.get(r["id"], [])) for r in rows]


@query(
    "GET /campaigns/{campaign_id}",
    may="inspections:read",
    says="One campaign with its stalls and what was handed out.",
    refuses=("campaign-unknown",),
)
async def show_campaign(conn: Connection, campaign_id: UUID) -> CampaignView:
    """One of the list, which is short: a campaign or two a year. Raises NotFound("campaign-unknown")."""
    for campaign in await list_campaigns(conn):
        if campaign.campaign_id == campaign_id:
            return campaign
    raise NotFound("campaign-unknown")


@query(
    "GET /staff",
    may="inspections:manage",
    says="The staff training register.",
)
async def list_staff(conn: Connection, now: Now) -> list[StaffView]:
    """The training register."""
    found = []
    for row in await conn.fetch(*SQL["list-staff"]()):
        fields = with_id_as(row, "staff_id")
        holds = row["valid_until"] is not None and row["valid_until"] >= local_day(now)
        found.append(StaffView(**fields | {"on_duty": row["on_duty"] and holds}))
    return found
