"""Who may speak to the embedded broker: our processes by the home's password, partners by their own (ADR 7)."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from deploy.embedded.places import write_private

USER = "platform"
FILE = "platform.password"
PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule"
SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"
# What token_urlsafe makes, which needs no quoting in the broker's properties.
MADE = re.compile(r"[A-Za-z0-9_-]{32,}")


def password(folder: Path) -> str:
    """The password of our own processes: made once, kept in a file that only its owner reads.

    A home from before has none, and one that was emptied by hand is as good as none: the broker knows only what each
    start writes into its properties, so a new one does no harm.
    """
    file = folder / FILE
    kept = file.read_text().strip() if file.exists() else ""
    if not MADE.fullmatch(kept):
        kept = secrets.token_urlsafe(32)
        write_private(file, kept)
    return kept


def settings(own: str, partners: str, controller: int, password: str) -> dict[str, str]:
    """The listeners and who may do what on them. Without a name one may do nothing on any of them.

    PLAIN for ourselves: its users stand in the properties, so a home that was formatted before them has them too, and
    the controller's listener, which answers before any SCRAM user can be read, knows no other. The line is loopback.
    """
    ours = f'{PLAIN} required username="{USER}" password="{password}" user_{USER}="{password}";'
    return {
        "listeners": f"INTERNAL://{own},PARTNERS://{partners},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": f"INTERNAL://{own},PARTNERS://{partners}",
        "listener.security.protocol.map": ",".join(
            f"{name}:SASL_PLAINTEXT" for name in ("INTERNAL", "PARTNERS", "CONTROLLER")
        ),
        "inter.broker.listener.name": "INTERNAL",
        "sasl.mechanism.inter.broker.protocol": "PLAIN",
        "listener.name.internal.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.internal.plain.sasl.jaas.config": ours,
        "controller.listener.names": "CONTROLLER",
        "sasl.mechanism.controller.protocol": "PLAIN",
        "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.controller.plain.sasl.jaas.config": ours,
        "listener.name.partners.sasl.enabled.mechanisms": "SCRAM-SHA-512",
        "listener.name.partners.scram-sha-512.sasl.jaas.config": f"{SCRAM} required;",
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found": "false",
        # A partner's user is called partner-…, so none can be this one.
        "super.users": f"User:{USER}",
    }
