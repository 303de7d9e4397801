"""A heat alert holds for a day: every relay station stays open longer (ACT-16)."""

from datetime import date, time
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.events.activities import HeatAlertDeclared, ScheduleChanged
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, LocalTime, Output, Source
from services.activities.storage import SQL

# 高温橙色 and 红色 ask to stop outdoor work at noon (防暑降温措施管理办法 art. 8); how long stations stay open is ours.
OPEN_UNTIL = {"yellow": time(20, 0), "orange": time(21, 0), "red": time(22, 0)}


class HeatAlert(Input):
    """The weather service's signal and its day; `open_until` when the district says another hour than usual."""

    alert_id: UUID | None = None
    level: Literal["yellow", "orange", "red"]
    day: date = Field(ge=date(2004, 1, 1), le=date(2100, 1, 1))
    open_until: LocalTime | None = None
    source: Source = "operator"


class Declared(Output):
    """The alert, and how many stations stay open longer."""

    alert_id: UUID
    stations: int


@command(
    "POST /heat-alerts",
    may="activities:manage",
    says="Declare a heat alert: relay stations stay open longer that day.",
    refuses=("alert-already-declared", "alert-already-exists", "exception-ends-before-it-begins", "venue-unknown"),
)
async def declare_heat_alert(tx: Transaction, order: HeatAlert) -> Declared:
    """Raises Refused("alert-already-declared"): one a day."""
    alert_id = order.alert_id or new_id()
    until = order.open_until or OPEN_UNTIL[order.level]
    stations = [row["id"] for row in await tx.conn.fetch(*SQL["relay-stations"]())]
    await tx.conn.execute(
        *SQL["insert-alert"](
            alert_id=alert_id,
            level=order.level,
            day=order.day,
            open_until=until,
            declared_at=tx.now,
            source=order.source,
        )
    )
    await tx.emit(
        HeatAlertDeclared(
            alert_id=str(alert_id),
            level=order.level,
            day=order.day,
            open_until=until.strftime("%H:%M"),
            declared_at=tx.now,
            source=order.source,
        ),
        aggregate=f"alert/{alert_id}",
        seq=1,
    )
    for venue_id in stations:
        await tx.conn.execute(
            *SQL["insert-exception"](
                id=new_id(),
                venue_id=venue_id,
                from_day=order.day,
                to_day=order.day,
                kind="extended-hours",
                reason="heat-alert",
                closes=until,
                alert_id=alert_id,
                made_at=tx.now,
            )
        )
        await tx.emit(
            ScheduleChanged(venue_id=str(venue_id), change="extended-hours", from_day=order.day, to_day=order.day),
            aggregate=f"venue/{venue_id}",
            seq=await tx.conn.fetchval(*SQL["touch-venue"](venue_id=venue_id)),
        )
    return Declared(alert_id=alert_id, stations=len(stations))
