"""Which role may do what: permissions are `room:verb`, denied unless a role here grants them."""

from collections.abc import Iterable

# What a passer-by may see and do without signing in; every role may do that too.
PUBLIC = frozenset({"activities:public", "inspections:public", "relief:public", "engagement:public"})
# Names of the alliance's organisations, for everybody whose pages name one. A search finds what may be read.
NAMES = frozenset({"activities:read-organisations", "activities:search"})
INSPECTIONS = frozenset({"inspections:read", "inspections:search"})
RELIEF = frozenset({"relief:read", "relief:search"})
READ = PUBLIC | NAMES | INSPECTIONS | RELIEF | {"activities:read", "engagement:read", "gateway:events"}

PASSER_BY = "anyone"
ROLES: dict[str, frozenset[str]] = {
    PASSER_BY: PUBLIC,
    "operator": READ
    | {
        "activities:manage",
        "activities:read-needs",
        "activities:keep-venue",
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
        "relief:validate",
        "relief:declare",
        "relief:read-case",
        "gateway:programs",
        "gateway:accounts",
    },
    "venue-manager": PUBLIC
    | NAMES
    | {
        "activities:read",
        "activities:keep-venue",
        "activities:register",
        "activities:check-in",
        "activities:read-registrations",
    },
    "inspector": PUBLIC | INSPECTIONS | {"inspections:sample"},
    "analyst": PUBLIC | INSPECTIONS | {"inspections:analyse"},
    "lab-verifier": PUBLIC | INSPECTIONS | {"inspections:verify"},
    "relief-submitter": PUBLIC
    | NAMES
    | RELIEF
    | {"relief:request", "relief:declare", "relief:read-case", "activities:read"},
    "approver": PUBLIC | NAMES | RELIEF | {"relief:approve", "relief:reverse", "relief:declare", "relief:read-case"},
    "payer": PUBLIC | NAMES | RELIEF | {"relief:pay", "relief:declare", "relief:read-case"},
    "auditor": READ | {"relief:audit", "relief:read-case", "gateway:audit"},
    # The watch and the recount: every figure, and nothing that names anybody.
    "watcher": PUBLIC | {"engagement:read"},
    # People of a partner organisation: what is their own organisation's, and nothing else.
    "partner-admin": PUBLIC | {"engagement:own", "relief:own", "relief:search"},
    # A resident with an account of their own: what they registered themselves, and nothing else.
    "resident": PUBLIC | {"activities:attend", "inspections:vote"},
}
# Accounts that the office gives out over the counter. Who could also make approvers and payers would hold every
# key of the three-person rule (RULE-23): those come from the command line of the machine.
GIVEN_BY_OPERATORS = frozenset({"venue-manager", "partner-admin", "resident"})

# No account and no key has both: the room tells people apart by their accounts (RULE-23).
APART = frozenset({"approver", "payer"})

# They act for an organisation; without one they would act for all of them.
OF_ORGANISATIONS = frozenset({"venue-manager", "partner-admin"})


def of_an_organisation(roles: Iterable[str]) -> bool:
    """Whether one of the roles acts for an organisation, which must be named then."""
    return not OF_ORGANISATIONS.isdisjoint(roles)


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """Everything the roles grant together; a role that is not known grants nothing."""
    granted: frozenset[str] = frozenset()
    for role in roles:
        granted |= ROLES.get(role, frozenset())
    return granted
