"""Settings come from the environment or, secrets first of all, from files; a process that lacks some names them all."""

import os
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, FilePath, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kernel.addresses import Networks

FILES = "JIAYUAN_SECRETS"


class SettingsMissing(SystemExit):
    """Ends the process with one line per missing or malformed name; values are never printed."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("settings:\n" + "\n".join(f"  {line}" for line in problems))


def _networks(text: str) -> str:
    Networks.parse(text)
    return text


class EnvironmentSettings(BaseSettings):
    """A setting `port` is read from `JIAYUAN_PORT`, else from the file `jiayuan_port`.

    The files lie in the folder that JIAYUAN_SECRETS names: what an orchestrator mounts, out of `docker inspect`'s
    and `/proc/*/environ`'s sight.
    """

    model_config = SettingsConfigDict(env_prefix="JIAYUAN_", extra="ignore", frozen=True)


class EdgeSettings(EnvironmentSettings):
    """Where a process is asked, by people and by those who watch it."""

    port: int = Field(ge=0, le=65535)
    host: str = "127.0.0.1"
    metrics_port: int | None = Field(default=None, ge=1, le=65535, description="/metrics, on no other port")
    drain_seconds: float = Field(default=0, ge=0, le=60, description="from SIGTERM until new requests are refused")
    log_level: str = "info"
    request_line_bytes: int = Field(default=8 * 1024, ge=256, le=64 * 1024, description="of a request's path and query")
    header_bytes: int = Field(default=32 * 1024, ge=1024, le=256 * 1024, description="of a request's head")
    headers: int = Field(default=100, ge=10, le=1000, description="of one request")
    head_seconds: float = Field(default=10, gt=0, le=120, description="from the connection until a request's head")
    body_seconds: float = Field(default=10, gt=0, le=120, description="from a request's head until its body is whole")
    keep_alive_seconds: int = Field(default=75, ge=1, le=600, description="kept open unused; longer than the proxy's")
    connections: int = Field(default=2_000, ge=16, le=100_000, description="at once; then unused ones are closed")
    connections_per_address: int | None = Field(default=None, ge=1, description="at once from one address, or no limit")
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = Field(
        default="", description="networks whose X-Forwarded-For is believed: 10.0.0.0/8,2001:db8::/64; none by default"
    )


class ProcessSettings(EdgeSettings):
    """What every process of a room needs."""

    database_url: str
    kafka: str = Field(description="bootstrap servers, host:port[,host:port]")
    token_keys: FilePath = Field(description="JWKS file with the public keys that sign tokens")
    database_connections: int = Field(default=8, ge=2, le=64)


class RoomSettings(ProcessSettings):
    """What a room that keeps people's names needs besides."""

    person_key: FilePath = Field(description="file with the secret that turns an identity into a fingerprint")
    sealing_key: FilePath = Field(description="file with the key that wraps the keys of sealed records")


Settings = TypeVar("Settings", bound=BaseSettings)


def load(settings: type[Settings]) -> Settings:
    """Read `settings` from the environment.

    Raises SettingsMissing, which names every missing or malformed variable, never a value.
    """
    try:
        return settings(**_from_files())
    except ValidationError as error:
        prefix = settings.model_config.get("env_prefix", "")
        raise SettingsMissing(
            [f"{_variable(prefix, e['loc'])}: {e['msg']}" for e in error.errors(include_input=False)]
        ) from None


def _from_files() -> dict[str, Any]:
    """Where secrets lie as files, as pydantic-settings takes it. Raises SettingsMissing for a folder that is not."""
    folder = os.environ.get(FILES)
    if not folder:
        return {}
    if not Path(folder).is_dir():
        raise SettingsMissing([f"{FILES}: no such folder"])
    return {"_secrets_dir": folder}


def _variable(prefix: str, place: tuple[int | str, ...]) -> str:
    name = str(place[0]) if place else ""
    return name.upper() if name.lower().startswith(prefix.lower()) else f"{prefix}{name.upper()}"
