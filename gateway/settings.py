"""What the gateway needs from the environment besides what every process needs."""

from pathlib import Path

from pydantic import Field, FilePath

from kernel.settings import ProcessSettings

DASHBOARD = Path(__file__).resolve().parent.parent / "dashboard" / "dist"


class GatewaySettings(ProcessSettings):
    """`JIAYUAN_ROOM_URLS` is JSON: {"activities": "http://127.0.0.1:…", …}; a room's replicas are divided by commas."""

    room_urls: dict[str, str]
    token_signing_key: FilePath
    dashboard: Path = DASHBOARD
    rate_per_minute: int = Field(default=1200, ge=1, description="requests a minute of one account or program")
    rate_per_minute_anonymous: int = Field(default=300, ge=1, description="requests a minute of one address")
    sign_ins_per_minute: int = Field(default=20, ge=1, description="sign-ins a minute from one address, right or wrong")
    public_writes_per_minute: int = Field(
        default=30, ge=1, description="nominations and objections a minute from one address"
    )
    gateway_replicas: int = Field(default=1, ge=1, le=100, description="among which the other limits are divided")
    connections_per_address: int | None = Field(default=512, ge=1, description="at once from one address")
    audit_days: int = Field(default=1095, ge=183, le=36_500, description="how long the audit log is kept")
    secure_cookies: bool = Field(default=False, description="true behind TLS")
