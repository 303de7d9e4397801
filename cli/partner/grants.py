"""A partner's credential and what it may read, kept by the broker itself: SCRAM users and ACLs.

By librdkafka's AdminClient, since aiokafka's speaks neither (docs/adr/0007).
"""

import re
import secrets
from dataclasses import dataclass

from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from contracts.catalogue import CATALOGUE
from deploy.access import options
from kernel.kafka import access

PREFIX = "partner-"
NAME = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$")
MECHANISM = ScramMechanism.SCRAM_SHA_512
# RFC 7677 §4 and Kafka's own floor; a random 32-byte password needs no more.
ITERATIONS = 8192
SECONDS = 10.0
READ = (AclOperation.READ, AclOperation.DESCRIBE)


class GrantRefused(Exception):
    """What was asked for cannot be granted; the message says why."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A partner's way in. `patterns` are topics, or `room.*` for all of a room's topics, present and to come.

    `password` is None where the partner had one and keeps it: the broker stores no password that could be shown.
    """

    name: str
    username: str
    password: str | None
    group_prefix: str
    patterns: tuple[str, ...]


def check_pattern(pattern: str) -> tuple[str, ResourcePatternType]:
    """The resource a pattern stands for. Raises GrantRefused for what is no topic of the catalogue, or is our own."""
    open_topics = {t.name: t for t in CATALOGUE.topics.values() if not t.parked}
    if pattern in open_topics:
        return pattern, ResourcePatternType.LITERAL
    room, star, rest = pattern.partition(".*")
    if star and not rest and any(name.startswith(f"{room}.") for name in open_topics):
        # A prefix would let a room's parked records through as well: what failed is not for partners.
        if any(t.parked and t.name.startswith(f"{room}.") for t in CATALOGUE.topics.values()):
            raise GrantRefused(f"{pattern} would include records that failed; name the topics one by one")
        return f"{room}.", ResourcePatternType.PREFIXED
    raise GrantRefused(f"{pattern} is no topic; topics: {', '.join(sorted(open_topics))}, or a room's with .*")


class Grants:
    """The broker's credentials and ACLs of partners."""

    def __init__(self, bootstrap: str) -> None:
        self._admin = AdminClient({**options(bootstrap, access(bootstrap)), "client.id": "jiayuan-partners"})

    def add(self, name: str, patterns: list[str], *, new_password: bool = False) -> Grant:
        """Make the credential and its ACLs; an existing partner keeps its password and its topics and gets these too.

        Nothing is taken away first, so a connected partner reads on. Raises GrantRefused; KafkaException when the
        broker refuses.
        """
        if not NAME.match(name):
            raise GrantRefused("a partner's name is 1 to 40 small letters, digits and hyphens")
        resources = [check_pattern(pattern) for pattern in patterns]
        username = PREFIX + name
        bindings = [_binding(username, ResourceType.TOPIC, *r, op) for r in resources for op in READ]
        group = (f"{username}.", ResourcePatternType.PREFIXED)
        bindings += [_binding(username, ResourceType.GROUP, *group, op) for op in READ]
        for future in self._admin.create_acls(bindings, request_timeout=SECONDS).values():
            future.result(SECONDS)
        password = secrets.token_urlsafe(32) if new_password or name not in self.names() else None
        if password is not None:
            self._set_password(username, password)
        return Grant(name, username, password, f"{username}.", tuple(self.topics(name)))

    def revoke(self, name: str, patterns: list[str]) -> bool:
        """Take topics away, as `add` named them, and leave the rest; whether it had any. Raises GrantRefused."""
        username = PREFIX + name
        filters = [_filter(username, ResourceType.TOPIC, *check_pattern(pattern)) for pattern in patterns]
        return self._drop_acls(filters)

    def remove(self, name: str) -> bool:
        """Take the ACLs and the credential away; whether there were any.

        The ACLs first: Kafka does not promise that a removed credential ends an open session, but every fetch is
        asked for its ACL.
        """
        username = PREFIX + name
        found = self._drop_acls([_filter(username)])
        if name in self.names():
            deletion = UserScramCredentialDeletion(username, MECHANISM)
            for future in self._admin.alter_user_scram_credentials([deletion], request_timeout=SECONDS).values():
                future.result(SECONDS)
            found = True
        return found

    def names(self) -> list[str]:
        """Partners that have a credential."""
        users = self._admin.describe_user_scram_credentials(request_timeout=SECONDS).result(SECONDS)
        return sorted(user.removeprefix(PREFIX) for user in users if user.startswith(PREFIX))

    def topics(self, name: str) -> list[str]:
        """What a partner may read, as `add` takes it."""
        found = self._admin.describe_acls(_filter(PREFIX + name), request_timeout=SECONDS).result(SECONDS)
        return sorted(
            {
                acl.name + "*" if acl.resource_pattern_type == ResourcePatternType.PREFIXED else acl.name
                for acl in found
                if acl.restype == ResourceType.TOPIC
            }
        )

    def _set_password(self, username: str, password: str) -> None:
        info = ScramCredentialInfo(MECHANISM, ITERATIONS)
        change = UserScramCredentialUpsertion(username, info, password.encode())
        for future in self._admin.alter_user_scram_credentials([change], request_timeout=SECONDS).values():
            future.result(SECONDS)

    def _drop_acls(self, filters: list[AclBindingFilter]) -> bool:
        futures = self._admin.delete_acls(filters, request_timeout=SECONDS).values()
        # Each is waited for, whatever the first one says.
        dropped = [acl for future in futures for acl in future.result(SECONDS)]
        return bool(dropped)


def _binding(
    username: str, kind: ResourceType, name: str, pattern: ResourcePatternType, operation: AclOperation
) -> AclBinding:
    return AclBinding(kind, name, pattern, f"User:{username}", "*", operation, AclPermissionType.ALLOW)


def _filter(
    username: str,
    kind: ResourceType = ResourceType.ANY,
    name: str | None = None,
    pattern: ResourcePatternType = ResourcePatternType.ANY,
) -> AclBindingFilter:
    user = f"User:{username}"
    return AclBindingFilter(kind, name, pattern, user, None, AclOperation.ANY, AclPermissionType.ANY)
