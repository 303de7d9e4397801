"""`jiayuan timeline`: what follows where something else restored the databases, a cluster's operator say."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import asyncpg
import typer
from pydantic import Field

from cli.verify.answers import keys_on_the_topic
from deploy.embedded.own_loop import in_own_loop
from kernel import timeline
from kernel.settings import EnvironmentSettings, load
from services.engagement.revise import republish

app = typer.Typer(add_completion=False)
# Of the timelines before: what the new one has published already does not show how much was saved.
NEWEST = "select max(occurred_at) from outbox where store_epoch < (select epoch from store)"


class TimelineSettings(EnvironmentSettings):
    """Every restored database, and the brokers."""

    database_urls: dict[str, str] = Field(description='JSON: {"activities": "postgresql://…", …}, all five')
    kafka: str


@dataclass(frozen=True, slots=True)
class NewTimeline:
    """What it began with: epochs, events to publish once more, figures published as zero, the newest fact kept."""

    begun: timeline.Begun
    gone: int
    newest: datetime | None

    def text(self) -> str:
        """For people."""
        newest = self.newest.isoformat() if self.newest else "none"
        return (
            f"the newest fact is of {newest}; store epoch {self.begun.epoch}\n"
            f"{self.begun.published_again} events go out once more; {self.gone} lost figures are published as zero\n"
        )


@app.command("timeline", epilog="Example: JIAYUAN_DATABASE_URLS=… JIAYUAN_KAFKA=… jiayuan timeline --all-stopped")
def command(
    all_stopped: Annotated[bool, typer.Option("--all-stopped", help="Yes, no process of the product runs.")] = False,
) -> None:
    """Begin a new timeline in databases restored to one second; `jiayuan restore` does it by itself."""
    if not all_stopped:
        sys.stderr.write("timeline: what runs would read the lost facts\n  mend: stop all, say --all-stopped\n")
        raise typer.Exit(1)
    settings = load(TimelineSettings)
    sys.stdout.write(new_timeline(settings.database_urls, settings.kafka).text())


def new_timeline(dsns: Mapping[str, str], bootstrap: str) -> NewTimeline:
    """New epochs, consumers past the lost facts, figures published anew. Raises asyncpg.PostgresError, KafkaError."""
    found: list[NewTimeline] = []

    async def begin() -> None:
        begun = await timeline.begin(dsns, bootstrap, datetime.now(UTC))
        found.append(NewTimeline(begun, await _republish(dsns["engagement"], bootstrap), await _newest(dsns)))

    in_own_loop(begin)
    return found[0]


async def _republish(dsn: str, bootstrap: str) -> int:
    conn = await asyncpg.connect(dsn, timeout=10)
    try:
        await conn.execute("set statement_timeout = 0")
        return await republish(conn, await keys_on_the_topic(bootstrap), datetime.now(UTC))
    finally:
        await conn.close()


async def _newest(dsns: Mapping[str, str]) -> datetime | None:
    """When the last fact that is there was committed, in any room."""
    found = []
    for dsn in dsns.values():
        conn = await asyncpg.connect(dsn, timeout=10)
        try:
            found.append(await conn.fetchval(NEWEST))
        finally:
            await conn.close()
    return max((at for at in found if at is not None), default=None)
