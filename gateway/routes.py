"""The route table: what may be asked, of whom, and what it takes. What is not here does not exist (deny by default).

A test holds it against the rooms' own OpenAPI: every route of a room is here with the permission it declares.
"""

import re
from dataclasses import dataclass

ANYONE = "anyone"
SIGNED_IN = "signed-in"
OWN = "gateway"


@dataclass(frozen=True, slots=True)
class Route:
    """`path` is what the caller asks for; a room's routes begin with /api/<room>."""

    method: str
    path: str
    room: str
    permission: str


def _room(room: str, *rows: tuple[str, str, str]) -> tuple[Route, ...]:
    return tuple(Route(method, f"/api/{room}{path}", room, f"{room}:{verb}") for method, path, verb in rows)


ROUTES: tuple[Route, ...] = (
    *_room(
        "activities",
        ("POST", "/organisations", "manage"),
        ("GET", "/organisations", "read"),
        ("POST", "/organisations/{organisation_id}/membership", "manage"),
        ("POST", "/committees", "manage"),
        ("GET", "/committees", "read"),
        ("POST", "/committees/{committee_id}/members", "manage"),
        ("POST", "/venues", "manage"),
        ("GET", "/venues", "read"),
        ("GET", "/public/venues", "public"),
        ("POST", "/venues/{venue_id}/schedule", "keep-venue"),
        ("POST", "/venues/{venue_id}/closures", "keep-venue"),
        ("POST", "/venues/{venue_id}/amenity-checks", "keep-venue"),
        ("POST", "/venues/{venue_id}/visits", "keep-venue"),
        ("POST", "/heat-alerts", "manage"),
        ("GET", "/public/working-calendar", "public"),
        ("POST", "/working-calendar/{year}", "manage"),
        ("POST", "/activities", "manage"),
        ("GET", "/activities", "read"),
        ("GET", "/activities/{activity_id}", "read"),
        ("POST", "/activities/{activity_id}/publish", "manage"),
        ("POST", "/activities/{activity_id}/sessions", "manage"),
        ("GET", "/sessions", "read"),
        ("GET", "/sessions/{session_id}", "read"),
        ("POST", "/sessions/{session_id}/registrations", "register"),
        ("GET", "/sessions/{session_id}/registrations", "read-registrations"),
        ("GET", "/sessions/{session_id}/registrations/export", "read-registrations"),
        ("POST", "/sessions/{session_id}/waitlist", "register"),
        ("GET", "/sessions/{session_id}/waitlist", "read-registrations"),
        ("POST", "/waitlist/{entry_id}/withdraw", "register"),
        ("POST", "/registrations/{registration_id}/cancel", "register"),
        ("POST", "/registrations/{registration_id}/check-in", "check-in"),
        ("POST", "/registrations/{registration_id}/feedback", "register"),
        ("GET", "/public/sessions", "public"),
        ("POST", "/needs", "manage"),
        ("GET", "/needs", "read-needs"),
        ("POST", "/needs/{need_id}/steps", "manage"),
        ("GET", "/figures/{metric}", "read"),
        ("POST", "/residents", "manage"),
        ("GET", "/residents", "manage"),
        ("POST", "/residents/{account_id}/unlink", "manage"),
        ("GET", "/me", "attend"),
        ("POST", "/me/registrations", "attend"),
        ("POST", "/me/registrations/{registration_id}/cancel", "attend"),
        ("POST", "/me/registrations/{registration_id}/feedback", "attend"),
        ("POST", "/me/waitlist", "attend"),
        ("POST", "/me/waitlist/{entry_id}/withdraw", "attend"),
        ("POST", "/me/erasure", "attend"),
        ("POST", "/erasures", "manage"),
        ("GET", "/public/erasures/{erasure_id}", "public"),
        ("GET", "/needs-hand", "read"),
    ),
    *_room(
        "inspections",
        ("GET", "/figures/{metric}", "read"),
        ("POST", "/establishments", "manage"),
        ("GET", "/establishments", "read"),
        ("GET", "/establishments/{establishment_id}", "read"),
        ("POST", "/imports/establishments", "manage"),
        ("POST", "/establishments/{establishment_id}/take-over", "manage"),
        ("POST", "/imports/{feed}/undo", "manage"),
        ("GET", "/imports/{feed}/listings", "manage"),
        ("POST", "/rounds", "manage"),
        ("GET", "/rounds", "read"),
        ("POST", "/rounds/{round_id}/nominations", "nominate"),
        ("POST", "/me/rounds/{round_id}/nomination", "vote"),
        ("POST", "/rounds/{round_id}/paper-codes", "nominate"),
        ("GET", "/rounds/{round_id}/paper-codes", "nominate"),
        ("GET", "/rounds/{round_id}/paper-codes/{batch_id}", "nominate"),
        ("POST", "/rounds/{round_id}/freeze", "manage"),
        ("POST", "/rounds/{round_id}/plan", "manage"),
        ("POST", "/rounds/{round_id}/commit", "manage"),
        ("POST", "/rounds/{round_id}/draw", "manage"),
        ("POST", "/rounds/{round_id}/replacements", "manage"),
        ("POST", "/rounds/{round_id}/inspectors", "manage"),
        ("POST", "/rounds/{round_id}/advance", "manage"),
        ("POST", "/rounds/{round_id}/close", "manage"),
        ("POST", "/inspectors", "sample"),
        ("GET", "/inspectors", "manage"),
        ("POST", "/inspectors/{inspector_id}/conflicts", "manage"),
        ("GET", "/my-places", "sample"),
        ("POST", "/samples", "sample"),
        ("GET", "/samples", "read"),
        ("GET", "/samples/{sample_id}", "read"),
        ("POST", "/samples/{sample_id}/receive", "analyse"),
        ("POST", "/samples/{sample_id}/result", "analyse"),
        ("POST", "/samples/{sample_id}/verify", "verify"),
        ("POST", "/samples/{sample_id}/return", "verify"),
        ("POST", "/samples/{sample_id}/publish", "verify"),
        ("POST", "/samples/{sample_id}/corrections", "analyse"),
        ("GET", "/corrections", "read"),
        ("POST", "/corrections/{correction_id}/approve", "verify"),
        ("POST", "/corrections/{correction_id}/reject", "verify"),
        ("POST", "/samples/{sample_id}/retest", "manage"),
        ("GET", "/samples/{sample_id}/retest", "read"),
        ("POST", "/samples/{sample_id}/retest/laboratory", "manage"),
        ("POST", "/samples/{sample_id}/retest/conclusion", "analyse"),
        ("POST", "/laboratories", "manage"),
        ("GET", "/laboratories", "read"),
        ("GET", "/disposals", "read"),
        ("POST", "/disposals/{disposal_id}/rectify", "manage"),
        ("POST", "/disposals/{disposal_id}/recheck", "manage"),
        ("POST", "/disposals/{disposal_id}/close", "manage"),
        ("POST", "/awards", "manage"),
        ("GET", "/awards", "read"),
        ("POST", "/awards/{award_id}/grant", "manage"),
        ("POST", "/awards/{award_id}/revoke", "manage"),
        ("POST", "/pledges", "manage"),
        ("GET", "/pledges", "read"),
        ("POST", "/campaigns", "manage"),
        ("GET", "/campaigns", "read"),
        ("POST", "/campaigns/{campaign_id}/stalls", "manage"),
        ("POST", "/stalls/{stall_id}/tallies", "manage"),
        ("POST", "/exams", "manage"),
        ("GET", "/staff", "manage"),
        ("POST", "/staff/{staff_id}/duty", "manage"),
        ("GET", "/needs-hand", "read"),
        ("GET", "/public/rounds", "public"),
        ("POST", "/public/rounds/{round_id}/nominations", "public"),
        ("POST", "/public/rounds/{round_id}/code-nominations", "public"),
        ("GET", "/public/rounds/{round_id}/ranking", "public"),
        ("GET", "/public/rounds/{round_id}/draw", "public"),
        ("GET", "/public/results", "public"),
        ("GET", "/public/establishments", "public"),
        ("GET", "/public/establishments/{establishment_id}", "public"),
        ("GET", "/public/awards", "public"),
    ),
    *_room(
        "relief",
        ("POST", "/agreements", "manage"),
        ("GET", "/agreements", "read"),
        ("GET", "/agreements/expiring", "read"),
        ("POST", "/agreements/{agreement_id}/sign", "sign"),
        ("POST", "/agreements/{agreement_id}/renew", "manage"),
        ("POST", "/agreements/{agreement_id}/terminate", "manage"),
        ("POST", "/projects", "manage"),
        ("GET", "/projects", "read"),
        ("POST", "/projects/{project_id}/claims", "claim"),
        ("POST", "/claims/{claim_id}/withdraw", "claim"),
        ("POST", "/claims/{claim_id}/fulfil", "claim"),
        ("POST", "/funds", "manage"),
        ("GET", "/funds", "read"),
        ("GET", "/funds/{fund_id}/entries", "read"),
        ("GET", "/funds/{fund_id}/entries/export", "read"),
        ("POST", "/funds/{fund_id}/entries/{number}/reverse", "reverse"),
        ("POST", "/funds/{fund_id}/purpose", "manage"),
        ("POST", "/funds/{fund_id}/emergency", "manage"),
        ("POST", "/funds/{fund_id}/emergency/end", "manage"),
        ("POST", "/funds/{fund_id}/close", "manage"),
        ("POST", "/funds/{fund_id}/donations", "receive"),
        ("POST", "/funds/{fund_id}/disclosures", "manage"),
        ("GET", "/disclosures", "read"),
        ("POST", "/heads", "audit"),
        ("POST", "/funds/{fund_id}/disbursements", "request"),
        ("GET", "/disbursements", "read"),
        ("GET", "/disbursements/export", "read"),
        ("GET", "/inbox", "read"),
        ("POST", "/disbursements/{disbursement_id}/approve", "approve"),
        ("POST", "/disbursements/{disbursement_id}/reject", "approve"),
        ("POST", "/disbursements/{disbursement_id}/pay", "pay"),
        ("POST", "/relations", "declare"),
        ("POST", "/cases", "request"),
        ("GET", "/cases", "read"),
        ("GET", "/cases/{case_id}/file", "read-case"),
        ("POST", "/cases/{case_id}/validate", "validate"),
        ("POST", "/cases/{case_id}/approve", "approve"),
        ("POST", "/cases/{case_id}/reject", "approve"),
        ("POST", "/cases/{case_id}/notice", "approve"),
        ("POST", "/cases/{case_id}/erase", "manage"),
        ("GET", "/case-reads", "audit"),
        ("GET", "/case-reads/export", "audit"),
        ("POST", "/living-standards", "manage"),
        ("GET", "/living-standards", "read"),
        ("GET", "/objections", "read"),
        ("GET", "/objections/{objection_id}/text", "approve"),
        ("POST", "/objections/{objection_id}/decide", "approve"),
        ("POST", "/objections/{objection_id}/take-up", "approve"),
        ("POST", "/notices/{notice_id}/objections", "manage"),
        ("POST", "/notices/{notice_id}/objections/set-aside", "approve"),
        ("GET", "/organisations/{organisation_id}/statement", "read"),
        ("GET", "/organisations/{organisation_id}/statement/export", "read"),
        ("POST", "/donations/{donation_id}/receipt", "receive"),
        ("POST", "/receipts/{number}/void", "receive"),
        ("GET", "/receipts", "read"),
        ("GET", "/receipts/export", "read"),
        ("GET", "/figures/{metric}/postings", "read"),
        ("GET", "/public/totals", "public"),
        ("GET", "/public/totals/{metric}/postings", "public"),
        ("GET", "/public/notices", "public"),
        ("POST", "/public/notices/{notice_id}/objections", "public"),
        ("GET", "/own/agreements", "own"),
        ("POST", "/own/agreements/{agreement_id}/sign", "own"),
        ("GET", "/own/projects", "own"),
        ("POST", "/own/projects/{project_id}/claims", "own"),
        ("GET", "/own/statement", "own"),
        ("GET", "/own/statement/export", "own"),
        ("GET", "/own/receipts", "own"),
        ("GET", "/needs-hand", "read"),
    ),
    *_room(
        "engagement",
        ("GET", "/statistics", "read"),
        ("GET", "/own/statistics", "own"),
        ("GET", "/public/statistics", "public"),
        ("GET", "/lag", "read"),
    ),
    Route("POST", "/api/session", OWN, ANYONE),
    Route("GET", "/api/session", OWN, SIGNED_IN),
    Route("POST", "/api/session/password", OWN, SIGNED_IN),
    Route("DELETE", "/api/session", OWN, SIGNED_IN),
    Route("POST", "/api/residents", OWN, ANYONE),
    Route("POST", "/api/accounts", OWN, "gateway:accounts"),
    Route("GET", "/api/accounts", OWN, "gateway:accounts"),
    Route("POST", "/api/accounts/{account_id}/disable", OWN, "gateway:accounts"),
    Route("POST", "/api/accounts/{account_id}/enable", OWN, "gateway:accounts"),
    Route("GET", "/api/overview", OWN, "engagement:read"),
    Route("GET", "/api/live", OWN, "gateway:events"),
    Route("GET", "/api/events", OWN, "gateway:events"),
    Route("GET", "/api/events/{event_id}", OWN, "gateway:events"),
    Route("POST", "/api/programs", OWN, "gateway:programs"),
    Route("GET", "/api/programs", OWN, "gateway:programs"),
    Route("DELETE", "/api/programs/{program_id}", OWN, "gateway:programs"),
    Route("GET", "/api", OWN, ANYONE),
    Route("GET", "/api/openapi.json", OWN, ANYONE),
)


class MethodNotAllowed(Exception):
    """The path exists, the method does not; `allowed` are those that do."""

    def __init__(self, allowed: list[str]) -> None:
        super().__init__("method-not-allowed")
        self.allowed = allowed


class RouteTable:
    """Finds the route of a request by method and path."""

    def __init__(self, routes: tuple[Route, ...] = ROUTES) -> None:
        self._fixed: dict[str, dict[str, Route]] = {}
        self._patterns: list[tuple[re.Pattern[str], dict[str, Route]]] = []
        by_path: dict[str, dict[str, Route]] = {}
        for route in routes:
            by_path.setdefault(route.path, {})[route.method] = route
        for path, methods in by_path.items():
            if "{" in path:
                # An id is letters, digits and hyphens: nothing that could climb out of the path.
                pattern = re.compile(re.sub(r"\{[a-z_]+\}", "[A-Za-z0-9_-]{1,64}", path))
                self._patterns.append((pattern, methods))
            else:
                self._fixed[path] = methods

    def find(self, method: str, path: str) -> Route | None:
        """The route, or None when there is no such path. Raises MethodNotAllowed."""
        methods = self._fixed.get(path)
        if methods is None:
            methods = next((m for pattern, m in self._patterns if pattern.fullmatch(path)), None)
        if methods is None:
            return None
        route = methods.get(method)
        if route is None:
            raise MethodNotAllowed(sorted(methods))
        return route
