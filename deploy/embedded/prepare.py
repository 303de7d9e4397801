"""What must be there before the processes start: schemas, topics, keys, accounts, the dashboard's build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.places import REPOSITORY
from deploy.embedded.processes import Need
from deploy.embedded.tell import Teller


@contextmanager
def _blame(part: str) -> Iterator[None]:
    """Whatever a step raises is reported as the failure of that step."""
    try:
        yield
    except StartFailed:
        raise
    except Exception as error:
        raise StartFailed(part, f"{type(error).__name__}: {error}") from error


def databases(dsns: Mapping[str, str], teller: Teller) -> None:
    """Brings every room's schema up to date."""
    from kernel.migrations import migrate_all

    async def migrate() -> None:
        await migrate_all(dict(dsns))

    with _blame("migrations"), teller.step(f"migrating {len(dsns)} databases"):
        in_own_loop(migrate)


def topics(bootstrap: str, teller: Teller) -> None:
    """Creates what the broker lacks."""
    from kernel.kafka import ensure_topics

    async def ensure() -> None:
        await ensure_topics(bootstrap)

    with _blame("topics"), teller.step("topics"):
        in_own_loop(ensure)


def keys(folder: Path, needs: frozenset[Need]) -> dict[str, str]:
    """Makes the keys and answers the environment that tells where they are."""
    from kernel.keys import PERSON_KEY, PUBLIC_KEYS, SEALING_KEY, SIGNING_KEY, KeyFileBroken, ensure_keys

    try:
        ensure_keys(folder)
    except KeyFileBroken as error:
        raise StartFailed("keys", f"{error.file}: {error.why}", mend=error.mend) from None
    environment = {"JIAYUAN_TOKEN_KEYS": str(folder / PUBLIC_KEYS)}
    if "persons" in needs:
        environment["JIAYUAN_PERSON_KEY"] = str(folder / PERSON_KEY)
        environment["JIAYUAN_SEALING_KEY"] = str(folder / SEALING_KEY)
    if "accounts" in needs:
        environment["JIAYUAN_TOKEN_SIGNING_KEY"] = str(folder / SIGNING_KEY)
    return environment


def accounts(dsn: str, home: Path) -> dict[str, str]:
    """The demonstration's accounts; their passwords by name."""
    from deploy.embedded.demonstration import make

    found: dict[str, str] = {}

    async def ensure() -> None:
        found.update(await make(dsn, home))

    with _blame("accounts"):
        in_own_loop(ensure)
    return found


def dashboard(log: Path, teller: Teller) -> None:
    """Builds the dashboard when its sources changed."""
    node.build(REPOSITORY / "dashboard", log, teller)
