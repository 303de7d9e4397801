"""A food-safety campaign (食品安全宣传周) is announced."""

from datetime import date
from uuid import UUID

from contracts.events.inspections import CampaignOpened
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Programme, Source, Text
from services.inspections.storage import SQL


class Campaign(Input):
    """What, when, and who runs it."""

    campaign_id: UUID | None = None
    title: Text
    programme: Programme
    organisation_id: UUID
    starts_on: date
    ends_on: date
    source: Source = "operator"


class CampaignAnnounced(Output):
    """The campaign's id."""

    campaign_id: UUID


@command(
    "POST /campaigns",
    may="inspections:manage",
    says="Announce a campaign.",
    refuses=("campaign-already-exists", "campaign-ends-before-it-begins"),
)
async def open_campaign(tx: Transaction, order: Campaign) -> CampaignAnnounced:
    """Raises Refused("campaign-already-exists", "campaign-ends-before-it-begins")."""
    campaign_id = order.campaign_id or new_id()
    await tx.conn.execute(
        *SQL["insert-campaign"](
            campaign_id=campaign_id,
            title=order.title,
            programme=order.programme,
            organisation_id=order.organisation_id,
            starts_on=order.starts_on,
            ends_on=order.ends_on,
            source=order.source,
        )
    )
    await tx.emit(
        CampaignOpened(
            campaign_id=str(campaign_id),
            programme=order.programme,
            organisation_id=str(order.organisation_id),
            title=order.title,
            starts_on=order.starts_on,
            ends_on=order.ends_on,
            source=order.source,
        ),
        aggregate=f"campaign/{campaign_id}",
        seq=1,
    )
    return CampaignAnnounced(campaign_id=campaign_id)
