"""What each of our processes may do on a cluster that denies by default: ACLs, read off contracts/topics.yaml."""

from typing import Any

from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    ResourcePatternType,
    ResourceType,
)

from contracts.catalogue import CATALOGUE
from deploy.embedded.processes import PROCESSES
from deploy.handout import TOOLS
from kernel.kafka import KafkaAccess

SECONDS = 20.0
READ = (AclOperation.READ, AclOperation.DESCRIBE)
WRITE = (AclOperation.WRITE, AclOperation.DESCRIBE)
# A process signs in under its own name, may write what topics.yaml lets its room produce, and read what it consumes.
Rights = set[tuple[str, str, AclOperation]]


def rights(room: str) -> Rights:
    """(kind of resource, its name, operation) for the processes of one room, the gateway being one."""
    found: Rights = set()
    for topic in CATALOGUE.topics.values():
        if room in topic.producers:
            found |= {("topic", topic.name, operation) for operation in WRITE}
        if room in topic.consumers:
            found |= {("topic", topic.name, operation) for operation in READ}
    if CATALOGUE.consumed_by(room):
        found |= {("group", room, operation) for operation in READ}
    return found


def rights_of_users() -> dict[str, Rights]:
    """Every user's: one a process, and the tools, which read and change nothing."""
    found = {row.name: rights(str(row.database)) for row in PROCESSES}
    found[TOOLS] = {("topic", name, operation) for name in CATALOGUE.topics for operation in READ}
    return found


def options(bootstrap: str, access: KafkaAccess) -> dict[str, Any]:
    """librdkafka's settings for who this process is, as kernel.kafka gives them to aiokafka."""
    found: dict[str, Any] = {"bootstrap.servers": bootstrap, "security.protocol": access.protocol}
    if access.user:
        found |= {"sasl.mechanism": access.mechanism, "sasl.username": access.user, "sasl.password": access.password}
    if access.ca:
        found["ssl.ca.location"] = str(access.ca)
    return found


def grant(bootstrap: str, access: KafkaAccess) -> int:
    """Give every user its rights and take what else it has; answers how many ACLs were missing.

    Raises KafkaException when the brokers refuse.
    """
    admin = AdminClient({**options(bootstrap, access), "client.id": "jiayuan-access"})
    wanted = {_binding(user, *right) for user, own in rights_of_users().items() for right in own}
    present = {acl for user in rights_of_users() for acl in _present(admin, user)}
    _wait(admin.create_acls(list(wanted - present), request_timeout=SECONDS) if wanted - present else {})
    stale = [_exactly(acl) for acl in present - wanted]
    _wait(admin.delete_acls(stale, request_timeout=SECONDS) if stale else {})
    return len(wanted - present)


def _present(admin: AdminClient, user: str) -> list[AclBinding]:
    everything = AclBindingFilter(
        ResourceType.ANY, None, ResourcePatternType.ANY, f"User:{user}", None, AclOperation.ANY, AclPermissionType.ANY
    )
    return list(admin.describe_acls(everything, request_timeout=SECONDS).result(SECONDS))


def _wait(futures: dict[Any, Any]) -> None:
    for future in futures.values():
        future.result(SECONDS)


def _binding(user: str, kind: str, name: str, operation: AclOperation) -> AclBinding:
    resource = {"topic": ResourceType.TOPIC, "group": ResourceType.GROUP}[kind]
    literal = ResourcePatternType.LITERAL
    return AclBinding(resource, name, literal, f"User:{user}", "*", operation, AclPermissionType.ALLOW)


def _exactly(acl: AclBinding) -> AclBindingFilter:
    return AclBindingFilter(
        acl.restype, acl.name, acl.resource_pattern_type, acl.principal, acl.host, acl.operation, acl.permission_type
    )
