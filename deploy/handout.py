"""Secrets for a run in containers: everyone's own folder, with their own passwords and keys only.

The folders are volumes; a job that is not root fills them, each container mounts its own. A second run changes
nothing, so a restart finds the passwords that the database and the brokers know.
"""

import base64
import json
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.postgres_roles import owner_of
from deploy.embedded.processes import DATABASES, PROCESSES, WATCH, Process
from kernel.files import write_whole
from kernel.keys import PERSON_KEY, PUBLIC_KEYS, SEALING_KEY, SIGNING_KEY, KeyFileBroken, ensure_keys

# Besides one a process: the brokers among themselves, the jobs that set a cluster up, the tools that look at it.
BROKER, CONTROLLER, PLATFORM, TOOLS = "broker", "controller", "platform", "tools"
SUPERUSER = "postgres"
CARD = "run.json"
# What is made of addresses and passwords alone, and follows them.
URLS = "jiayuan_database_urls"
FOLLOWING = frozenset({CARD, URLS})
PRIVATE, READABLE = 0o400, 0o444


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the containers find one another."""

    postgres: str
    bootstrap: str
    gateway: str
    partners: str


def hand_out(folder: Path, addresses: Addresses) -> list[str]:
    """Fill `folder`'s folders where something is missing; answers the files written."""
    written: list[str] = []
    ensure_keys(folder / "keys")
    _postgres(folder / "postgres", written)
    _kafka(folder / "kafka", written)
    dsns = {room: _dsn(folder, room, room, addresses) for room in DATABASES}
    for row in PROCESSES:
        _process(folder, row, dsns, written)
    _jobs(folder, dsns, addresses, written)
    _tools(folder, dsns, addresses, written)
    _watch(folder, dsns, written)
    return written


def scram_users() -> list[str]:
    """Who signs in to the brokers: one user a process, and the three that are no process."""
    return [BROKER, PLATFORM, TOOLS, *(row.name for row in PROCESSES)]


def _postgres(folder: Path, written: list[str]) -> None:
    for role in (SUPERUSER, *DATABASES, *map(owner_of, DATABASES)):
        # The server's own user is another than ours and differs between images; only its container mounts this.
        _secret(folder / role, READABLE, written)


def _kafka(folder: Path, written: list[str]) -> None:
    for user in scram_users():
        _secret(folder / "users" / user, READABLE, written)
    _secret(folder / CONTROLLER, READABLE, written)
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    _write(folder / "cluster-id", cluster, READABLE, written)


def _process(folder: Path, row: Process, dsns: dict[str, str], written: list[str]) -> None:
    own = folder / row.name
    if row.database:
        _write(own / "jiayuan_database_url", dsns[row.database], PRIVATE, written)
    _write(own / "jiayuan_kafka_password", _password(folder, row.name), PRIVATE, written)
    files = [PUBLIC_KEYS]
    files += [PERSON_KEY, SEALING_KEY] if "persons" in row.needs else []
    files += [SIGNING_KEY] if "accounts" in row.needs else []
    for name in files:
        _write(own / name, (folder / "keys" / name).read_text(), PRIVATE, written)


def _jobs(folder: Path, dsns: dict[str, str], addresses: Addresses, written: list[str]) -> None:
    own = folder / "jobs"
    owners = {room: _dsn(folder, room, owner_of(room), addresses) for room in dsns}
    _write(own / URLS, json.dumps(owners), PRIVATE, written)
    _write(own / "jiayuan_database_url", dsns["gateway"], PRIVATE, written)
    _write(own / "jiayuan_kafka_password", _password(folder, PLATFORM), PRIVATE, written)
    card = {"ready": True, "bootstrap": addresses.bootstrap, "partners": addresses.partners}
    _write(own / CARD, json.dumps(card, indent=1), PRIVATE, written)


def _tools(folder: Path, dsns: dict[str, str], addresses: Addresses, written: list[str]) -> None:
    own = folder / "tools"
    _write(own / "jiayuan_kafka_password", _password(folder, TOOLS), PRIVATE, written)
    card = {
        "ready": True,
        "urls": {"gateway": addresses.gateway},
        "dsns": dsns,
        "bootstrap": addresses.bootstrap,
    }
    _write(own / CARD, json.dumps(card, indent=1, sort_keys=True), PRIVATE, written)


def _watch(folder: Path, dsns: dict[str, str], written: list[str]) -> None:
    """It recounts from every room's database; by the gateway's it makes itself a key that may see figures alone."""
    own = folder / WATCH.name
    _write(own / URLS, json.dumps(dsns), PRIVATE, written)
    _write(own / "jiayuan_kafka_password", _password(folder, TOOLS), PRIVATE, written)


def _dsn(folder: Path, room: str, role: str, addresses: Addresses) -> str:
    password = (folder / "postgres" / role).read_text()
    return f"postgresql://{role}:{password}@{addresses.postgres}/{room}"


def _password(folder: Path, user: str) -> str:
    return (folder / "kafka" / "users" / user).read_text()


def _secret(file: Path, mode: int, written: list[str]) -> None:
    """URL-safe, so that it needs no quoting in an address, in SQL or in a broker's properties."""
    _write(file, secrets.token_urlsafe(24), mode, written)


def _write(file: Path, text: str, mode: int, written: list[str]) -> None:
    """All of it or nothing: a job that was cut off leaves no half a password behind.

    What is made of others' addresses and passwords follows them; what others know as well stays for ever.
    """
    if file.exists():
        if not file.read_text().strip():
            raise KeyFileBroken(file, "is empty")
        if file.name not in FOLLOWING or file.read_text() == text:
            return
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, text.encode(), mode)
    written.append(file.name)
