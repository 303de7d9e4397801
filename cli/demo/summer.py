"""`jiayuan demo summer`: June to September 2021 as commands through the gateway, at any speed, marked as simulated."""

import asyncio
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli.demo.client import Client, Counts, DemoFailed, id_of
from cli.demo.load import load as load_district
from cli.demo.people import People, people_of
from cli.demo.season import COURSES, Day, Person, Season, Session, Visit, plan
from cli.demo.summer_food import inspect, open_round
from cli.demo.summer_money import money
from cli.running import card_or_exit

app = typer.Typer(add_completion=False)
# Registrations and visits are typed in at so many counters, each with an account of its own and its own rate limit.
COUNTERS = 12
AT_ONCE = 24
Tick = Callable[[Day], None]


@app.command(epilog="Example: jiayuan demo summer --events 20000 --seed 7")
def command(
    events: Annotated[int, typer.Option(help="At least so many events.", min=1_000, max=1_000_000)] = 20_000,
    speed: Annotated[float, typer.Option(help="Days of the summer a second; 0 is as fast as it goes.", min=0)] = 0,
    seed: Annotated[int, typer.Option(help="Another seed, another summer; the same one changes nothing.")] = 2021,
) -> None:
    """Play the summer of 2021. Interrupted or refused half-way, the same command goes on where it was."""
    card = card_or_exit()
    season = plan(seed, events)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True),
    )  # fmt: skip
    try:
        # The summer happens in the district: its organisations and places have to be there.
        load_district(card["urls"]["gateway"], people_of(card), say=lambda _: None)
        with bar:
            task = bar.add_task("2021-06-01", total=len(season.days))

            def tick(day: Day) -> None:
                heat = f"{day.celsius:.0f} °C" + (f" {day.warning}" if day.warning else "")
                bar.update(task, advance=1, description=f"{day.day} {heat}")

            counts = asyncio.run(play(card["urls"]["gateway"], people_of(card), season, seed, speed, tick))
    except DemoFailed as error:
        sys.stderr.write(f"demo summer: {error}\n")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        sys.stderr.write("demo summer: stopped; the same command goes on from here\n")
        raise typer.Exit(130) from None
    sys.stdout.write(f"{counts.changed} commands changed something, {counts.unchanged} were already so\n")


async def play(url: str, people: People, season: Season, seed: int, speed: float, tick: Tick) -> Counts:
    """Send the whole plan, day by day. Raises DemoFailed."""
    async with Client(url.rstrip("/"), people, patient=True) as client:
        for number in range(COUNTERS):
            # The office's own desks, which serve every venue: many of them, because a caller's rate is limited.
            made = await people.ensure(f"counter-{number:02d}", f"服务台 {number:02d}（模拟）", "operator")
            client.counts.count(made)
        for course in COURSES:
            await _offer(client, seed, course.key, course)
        await open_round(client, seed)
        gate = asyncio.Semaphore(AT_ONCE)
        for day in season.days:
            pause = asyncio.sleep(1 / speed) if speed else asyncio.sleep(0)
            await asyncio.gather(pause, *_of(client, seed, day, gate))
            tick(day)
        await inspect(client, seed)
        await money(client, seed)
        return client.counts


async def _offer(client: Client, seed: int, key: str, course: Any) -> None:
    activity_id = str(id_of("activity", f"summer-{seed}-{key}"))
    await client.post(
        "/activities/activities",
        {
            "activity_id": activity_id,
            "title": course.title,
            "programme": course.programme,
            "mode": "mixed" if course.online else "on-site",
            "organisation_id": str(id_of("organisation", course.organisation)),
            "source": "simulated",
        },
    )
    await client.post(f"/activities/activities/{activity_id}/publish")


def _of(client: Client, seed: int, day: Day, gate: asyncio.Semaphore) -> list[Any]:
    """Everything of a day; only what a person does comes one after the other."""
    jobs: list[Any] = [_held(client, seed, session, gate) for session in day.sessions]
    jobs += [_came(client, seed, number, visit, gate) for number, visit in enumerate(day.visits)]
    if day.warning:
        alert = {"level": day.warning, "day": day.day.isoformat(), "source": "simulated"}
        jobs.append(client.post("/activities/heat-alerts", alert))
    jobs += [_named(client, seed, day, who, gate) for who in day.nominations]
    return jobs


def _counter(number: int) -> str:
    return f"counter-{number % COUNTERS:02d}"


def _who(seed: int, number: int) -> dict[str, str]:
    """An invented resident: a number that no operator gives out and a name that says what it is."""
    return {"name": f"模拟居民{number:04d}", "phone": f"1990{seed % 1000:03d}{number:04d}"}


async def _held(client: Client, seed: int, session: Session, gate: asyncio.Semaphore) -> None:
    session_id = str(id_of("session", f"summer-{seed}-{session.key}"))
    activity_id = id_of("activity", f"summer-{seed}-{session.course.key}")
    made = await client.post(
        f"/activities/activities/{activity_id}/sessions",
        {
            "session_id": session_id,
            "venue_id": str(id_of("venue", session.course.venue)),
            "starts_at": session.starts_at.isoformat(),
            "ends_at": session.ends_at.isoformat(),
            "capacity": session.capacity,
            "online_capacity": session.online_capacity,
            "source": "simulated",
            "despite": "simulated",
        },
    )
    if made is None:
        # Scheduled more than a key's week ago, and so was everything else: who cancelled then would come again now.
        return
    await asyncio.gather(*(_attended(client, seed, session_id, session, person, gate) for person in session.people))


async def _attended(
    client: Client, seed: int, session_id: str, session: Session, person: Person, gate: asyncio.Semaphore
) -> None:
    at = _counter(person.number)
    order = _who(seed, person.number) | {
        "channel": "on-behalf" if person.number % 5 == 0 else "self",
        "pool": "online" if person.online else "on-site",
        "registered_at": person.registered_at.isoformat(),
    }
    async with gate:
        seat = await client.post(f"/activities/sessions/{session_id}/registrations", order, who=at)
        if seat is None:
            return
        path = f"/activities/registrations/{seat['registration_id']}"
        if person.cancelled:
            when = {"cancelled_at": (person.registered_at + timedelta(hours=5)).isoformat()}
            await client.post(f"{path}/cancel", when, who=at)
        if person.came:
            scan = {"scanned_at": (session.starts_at + timedelta(minutes=person.number % 9 - 6)).isoformat()}
            await client.post(f"{path}/check-in", scan, who=at)
        if person.rating is not None:
            said: dict[str, Any] = {
                "rating": person.rating,
                "received_at": (session.ends_at + timedelta(hours=1)).isoformat(),
            }
            await client.post(f"{path}/feedback", said, who=at)


async def _came(client: Client, seed: int, number: int, visit: Visit, gate: asyncio.Semaphore) -> None:
    at = visit.at + timedelta(seconds=number % 60)
    body: dict[str, Any] = {
        "visit_id": str(id_of("visit", f"summer-{seed}-{visit.at.date()}-{number}")),
        "category": visit.category,
        "people": visit.people,
        "visited_at": at.isoformat(),
    }
    async with gate:
        await client.post(f"/activities/venues/{id_of('venue', 'relay-station')}/visits", body, who=_counter(number))


async def _named(client: Client, seed: int, day: Day, number: int, gate: asyncio.Semaphore) -> None:
    shops = ("e-meilongzhen", "e-city-super", "e-kerry-lunch", "e-cuiyuan")
    named = (number * 7 + day.day.day) % 10
    place = shops[0 if named < 2 else 1 if named < 6 else 2 if named < 9 else 3]
    category = ("cooked-food", "fresh-vegetables", "boxed-meals", "dim-sum")[shops.index(place)]
    body = _who(seed, number) | {
        "establishment_id": str(id_of("establishment", place)),
        "category": category,
        "nominated_at": f"{day.day.isoformat()}T{10 + number % 8:02d}:{number % 60:02d}:00+08:00",
    }
    async with gate:
        await client.post(f"/inspections/rounds/{id_of('round', f'summer-{seed}')}/nominations", body)
