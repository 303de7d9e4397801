"""Which role may do what: permissions are `room:verb`, denied unless a role here grants them."""

from collections.abc import Iterable

READ = frozenset({"activities:read", "inspections:read", "relief:read", "engagement:read", "gateway:events"})

ROLES: dict[str, frozenset[str]] = {
    "operator": READ
    | {
        "activities:manage",
        "activities:register",
        "activities:check-in",
        "activities:read-registrations",
        "inspections:manage",
        "inspections:nominate",
        "inspections:sample",
        "relief:manage",
        "relief:sign",
        "relief:claim",
        "relief:receive",
        "gateway:programs",
    },
    "venue-manager": frozenset(
        {"activities:read", "activities:register", "activities:check-in", "activities:read-registrations"}
    ),
    "inspector": frozenset({"inspections:read", "inspections:sample"}),
    "analyst": frozenset({"inspections:read", "inspections:analyse"}),
    "lab-verifier": frozenset({"inspections:read", "inspections:verify"}),
    "relief-submitter": frozenset({"relief:read", "relief:request"}),
    "approver": frozenset({"relief:read", "relief:approve"}),
    "payer": frozenset({"relief:read", "relief:pay"}),
    "auditor": READ,
}


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """Everything the roles grant together; a role that is not known grants nothing."""
    granted: frozenset[str] = frozenset()
    for role in roles:
        granted |= ROLES.get(role, frozenset())
    return granted
