"""Five calls through the client that openapi-python-client generated (package `jiayuan_client`); prints what came.

python call.py URL KEY FROM TO
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import date
from typing import Any

from jiayuan_client import AuthenticatedClient, Client
from jiayuan_client.api.activities import activities_public_venues, activities_register_organisation
from jiayuan_client.api.engagement import engagement_statistics
from jiayuan_client.api.relief import relief_export_disbursements
from jiayuan_client.models import (
    ActivitiesOrganisation,
    ActivitiesOrganisationKind,
    EngagementStatisticsGrain,
    ReliefExportDisbursementsFormat,
)


def organisation(client: AuthenticatedClient, name: str) -> Any:
    body = ActivitiesOrganisation(kind=ActivitiesOrganisationKind.BUSINESS, name=name)
    return activities_register_organisation.sync(client=client, body=body, idempotency_key=str(uuid.uuid4()))


def main(url: str, key: str, start: str, end: str) -> None:
    known = AuthenticatedClient(base_url=url, token=key)
    venues = activities_public_venues.sync(client=Client(base_url=url))
    statistics = engagement_statistics.sync(
        client=known,
        from_=date.fromisoformat(start),
        to=date.fromisoformat(end),
        grain=EngagementStatisticsGrain.TOTAL,
    )
    sheet = relief_export_disbursements.sync_detailed(client=known, format_=ReliefExportDisbursementsFormat.CSV)
    seen = {
        "venues": [venue.name for venue in venues],
        "made": str(organisation(known, "客户端一").organisation_id),
        "refused": organisation(known, " ").code,
        "statistics": [[row.window.isoformat(), row.figures["registrations"]] for row in statistics.rows],
        "sheet": sheet.parsed[1:16],
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
