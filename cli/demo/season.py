"""The summer of 2021 as a plan: pure, the same for the same seed, and governed by the year's working calendar.

What the district did that summer is in the newspaper; how many came on which day is not. Everything here is invented,
marked as simulated, and shaped by what is known: courses at noon on working days (make-up Saturdays included), themed
evenings, the heat that fills the relay station.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import yaml

from kernel.calendar import PACKAGED, SHANGHAI

FIRST, LAST = date(2021, 6, 1), date(2021, 9, 30)
PEOPLE = 4_000
# Celsius at which the weather service warns of heat: yellow (three days running), orange, red.
WARNINGS = ((40.0, "red"), (37.0, "orange"), (35.0, "yellow"))


@dataclass(frozen=True, slots=True)
class Course:
    """What is repeated over the summer, and how often."""

    key: str
    title: str
    programme: str
    organisation: str
    venue: str
    starts: time
    minutes: int
    crowd: float
    online: bool
    # Which days: "working" or "rest" days of the calendar, every n-th of them, from the k-th.
    days: str
    every: int
    first: int


def courses() -> tuple[Course, ...]:
    """What is repeated, from summer.yaml."""
    rows = yaml.safe_load(Path(__file__).with_name("summer.yaml").read_text(encoding="utf-8"))["courses"]
    return tuple(Course(**row | {"starts": time.fromisoformat(row["starts"])}) for row in rows)


COURSES = courses()


@dataclass(frozen=True, slots=True)
class Person:
    """One registration of the plan: who, when it was made, whether they came, cancelled, and what they said."""

    number: int
    registered_at: datetime
    online: bool
    came: bool
    cancelled: bool
    rating: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """One session of the plan with its people."""

    key: str
    course: Course
    starts_at: datetime
    ends_at: datetime
    capacity: int
    online_capacity: int
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """People who came into the station together."""

    at: datetime
    category: str
    people: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the summer."""

    day: date
    celsius: float
    warning: str | None
    sessions: tuple[Session, ...]
    visits: tuple[Visit, ...]
    nominations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Season:
    """The whole plan, and how many events its activities, visits and nominations make when every command succeeds."""

    days: tuple[Day, ...]
    events: int


def plan(seed: int, events: int) -> Season:
    """A summer of at least `events` events; the crowds are scaled until there are as many."""
    scale, season = events / 20_000, _plan(seed, events / 20_000)
    while season.events < events:
        scale *= max(1.02, events / max(season.events, 1))
        season = _plan(seed, scale)
    return season


def _plan(seed: int, scale: float) -> Season:
    rng = random.Random(f"summer-2021/{seed}")  # noqa: S311  # the same summer for the same seed, no secret
    days = tuple(_days(rng, scale))
    return Season(days, sum(_events_of(day) for day in days))


def _events_of(day: Day) -> int:
    people = [person for session in day.sessions for person in session.people]
    events = sum(1 + person.came + person.cancelled + (person.rating is not None) for person in people)
    return events + len(day.sessions) + len(day.visits) + len(day.nominations) + (day.warning is not None)


def celsius(day: date, rng: random.Random) -> float:
    """The day's highest temperature: a plain Shanghai summer with its peak at the end of July, and some weather."""
    phase = (day - date(2021, 7, 27)).days / 122 * 2 * math.pi
    return round(29.5 + 5.5 * math.cos(phase) + rng.gauss(0, 1.9), 1)


def _days(rng: random.Random, scale: float) -> Iterator[Day]:
    working = rest = warm = 0
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        works = PACKAGED.is_working_day(day)
        count = working if works else rest
        kind = "working" if works else "rest"
        held = [c for c in COURSES if c.days == kind and count % c.every == c.first % c.every]
        working, rest = working + works, rest + (not works)
        heat = celsius(day, rng)
        warm = warm + 1 if heat >= WARNINGS[-1][0] else 0
        # A person comes to one thing a day: simpler than life, and never in two places at once (ACT-14).
        free = rng.sample(range(PEOPLE), PEOPLE)
        sessions = tuple(_session(course, day, free, rng, scale) for course in held)
        # Nominations come in during the food-safety week of the demo's round.
        week = date(2021, 7, 5) <= day <= date(2021, 7, 11)
        named = tuple(rng.sample(range(PEOPLE), min(PEOPLE, round(110 * scale)))) if week else ()
        yield Day(day, heat, _warning(heat, warm), sessions, tuple(_visits(day, heat, rng, scale)), named)


def _warning(heat: float, warm_days: int) -> str | None:
    for least, level in WARNINGS:
        if heat >= least and (level != "yellow" or warm_days >= 3):
            return level
    return None


def _session(course: Course, day: date, free: list[int], rng: random.Random, scale: float) -> Session:
    starts = datetime.combine(day, course.starts, SHANGHAI)
    crowd = max(1, round(rng.gauss(course.crowd * scale, course.crowd * scale / 6)))
    seats = max(5, round(course.crowd * scale * 1.1))
    online = max(5, round(seats * 0.8)) if course.online else 0
    people = []
    on_site = by_wire = 0
    for _ in range(min(crowd, seats + online, len(free))):
        wired = course.online and (rng.random() < 0.4 or on_site >= seats) and by_wire < online
        if not wired and on_site >= seats:
            break
        on_site, by_wire = on_site + (not wired), by_wire + wired
        before = timedelta(days=rng.randint(1, 9), minutes=rng.randint(0, 600))
        cancelled = rng.random() < 0.06
        came = not cancelled and rng.random() < 0.86
        rating = rng.choices((5, 4, 3, 2, 1), (52, 33, 10, 3, 2))[0] if came and rng.random() < 0.18 else None
        people.append(Person(free.pop(), starts - before, wired, came, cancelled, rating))
    return Session(
        f"{course.key}-{day.isoformat()}",
        course,
        starts,
        starts + timedelta(minutes=course.minutes),
        seats,
        online,
        tuple(people),
    )


def _visits(day: date, heat: float, rng: random.Random, scale: float) -> Iterator[Visit]:
    """More come the hotter it is: almost no one at 24 degrees, about four times as many at 36 as at 30."""
    mean = max(0.5, 0.42 * max(0.0, heat - 24) ** 1.85) * scale
    for _ in range(round(rng.gauss(mean, math.sqrt(mean)))):
        minute = rng.choices((rng.randint(420, 660), rng.randint(660, 960), rng.randint(960, 1140)), (2, 6, 2))[0]
        category = rng.choices(
            ("courier", "sanitation", "construction", "traffic-police", "security", "other"), (40, 28, 12, 8, 8, 4)
        )[0]
        at = datetime.combine(day, time(minute // 60, minute % 60), SHANGHAI)
        yield Visit(at, category, rng.choices((1, 2, 3, 4), (60, 25, 10, 5))[0])
