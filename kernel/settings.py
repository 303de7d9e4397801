"""Settings come from the environment only, and a process that lacks some names all of them at once."""

from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsMissing(SystemExit):
    """Ends the process with one line per missing or malformed name; values are never printed."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("settings:\n" + "\n".join(f"  {line}" for line in problems))


class ProcessSettings(BaseSettings):
    """What every process needs. A setting `port` is read from `JIAYUAN_PORT`."""

    model_config = SettingsConfigDict(env_prefix="JIAYUAN_", extra="ignore", frozen=True)

    database_url: str
    kafka: str = Field(description="bootstrap servers, host:port[,host:port]")
    port: int = Field(ge=0, le=65535)
    host: str = "127.0.0.1"
    log_level: str = "info"
    token_keys: Path = Field(description="JWKS file with the public keys that sign tokens")
    database_connections: int = Field(default=8, ge=2, le=64)


class RoomSettings(ProcessSettings):
    """What a room that keeps people's names needs besides."""

    person_key: Path = Field(description="file with the secret that turns an identity into a fingerprint")
    sealing_key: Path = Field(description="file with the key that wraps the keys of sealed records")


Settings = TypeVar("Settings", bound=BaseSettings)


def load(settings: type[Settings]) -> Settings:
    """Read `settings` from the environment.

    Raises SettingsMissing, which names every missing or malformed variable, never a value.
    """
    try:
        return settings()
    except ValidationError as error:
        prefix = settings.model_config.get("env_prefix", "")
        raise SettingsMissing(
            [f"{prefix}{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors(include_input=False)]
        ) from None
