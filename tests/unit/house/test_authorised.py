"""Every permission has a row that people decided, and every route about somebody's own things is asked with a body."""

from __future__ import annotations

import re
from pathlib import Path

from gateway.roles import GIVEN_BY_OPERATORS, OF_ORGANISATIONS, ROLES
from gateway.routes import ANYONE, ROUTES, SIGNED_IN
from tests.kit.authorised import (
    AT_A_VENUE,
    AT_HAND,
    BODIES,
    CELLS,
    DECIDED,
    OF_A_RESIDENT,
    SCOPED,
    name,
    roles_of,
)

REPOSITORY = Path(__file__).resolve().parents[3]
ROWS = "tests/e2e/authorisation.yaml"
ASKED = {route.permission: name(route) for route in ROUTES}


def test_every_permission_has_a_row_and_every_row_a_permission() -> None:
    missing = {permission: ASKED[permission] for permission in ASKED.keys() - DECIDED.keys()}
    assert not missing, f"decide who may, a row a permission in {ROWS}: {missing}"
    assert not DECIDED.keys() - ASKED.keys(), f"no route takes it, take its row out of {ROWS}"
    assert {role for _, role in CELLS} <= ROLES.keys()


def test_the_roles_hold_what_the_rows_say() -> None:
    differing = {
        permission: {"gateway/roles.py": held, ROWS: decided}
        for permission in ASKED.keys() - {ANYONE, SIGNED_IN}
        if (held := sorted(role for role, may in ROLES.items() if permission in may))
        != (decided := sorted(roles_of(permission)))
    }
    assert not differing, f"let the two say the same: {differing}"


def test_what_is_scoped_is_probed() -> None:
    """A route at a venue is asked about a thing by two keepers; others answer what is the caller's by their address.

    What a search finds of an organisation's, and whose history and people it reads, is asked in `tests/integration`.
    """
    by_address = {name(route) for route in ROUTES if re.search(r"/(me(/|$)|own/|my-)", route.path)}
    searched = {f"POST /api/{room}/search" for room in ("activities", "relief")}
    read = {f"GET /api/{room}/history/{{kind}}/{{thing_id}}" for room in ("activities", "inspections", "relief")}
    read |= {f"GET /api/activities/people/{{subject_ref}}{of}" for of in ("", "/registrations")}
    asked = by_address | searched | read | {name(r) for r in AT_A_VENUE}
    assert {name(route) for route in ROUTES if route.at in SCOPED} == asked
    sent = {route.path for route in (*AT_A_VENUE, *OF_A_RESIDENT) if route.method != "GET"}
    where = "`BODIES` of tests/kit/authorised.py"
    assert not sent - BODIES.keys(), f"add what a sound request sends to {where}: {sent - BODIES.keys()}"
    assert not BODIES.keys() - sent, f"no such route, take it out of {where}: {BODIES.keys() - sent}"
    strange = {p for route in AT_A_VENUE for p in re.findall(r"{(\w+)}", route.path)} - AT_HAND
    assert not strange, f"make one of it at the station (`keepers` of tests/e2e/test_authorisation.py): {strange}"
    assert len(AT_A_VENUE) >= 15
    assert len(OF_A_RESIDENT) >= 3


def test_whose_things_it_is_about_is_asked_of_those_who_have_some() -> None:
    """Who acts for an organisation or for themselves holds no permission but for scoped, read or public things."""
    for route in ROUTES:
        if "partner-admin" in roles_of(route.permission) or "resident" in roles_of(route.permission):
            assert route.at in SCOPED or DECIDED[route.permission] in ("public", "signed-in"), name(route)


def test_the_page_of_accounts_offers_what_the_gateway_gives() -> None:
    text = (REPOSITORY / "dashboard/src/rooms/office/accounts/roles.ts").read_text(encoding="utf-8")
    offered = {
        name: set(re.findall(r'"([a-z-]+)"', items)) for name, items in re.findall(r"const (\w+)[^=]*= \[(.*?)\]", text)
    }
    assert offered["GIVEN"] == GIVEN_BY_OPERATORS
    assert offered["OF_AN_ORGANISATION"] == OF_ORGANISATIONS
    beyond = {role for role in offered["OF_PROGRAMS"] if not ROLES[role] <= ROLES["operator"]}
    assert not beyond, "a key can do no more than the operator who makes it"
