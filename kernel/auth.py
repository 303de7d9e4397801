"""Short-lived signed tokens between the gateway and the rooms: ES256, one algorithm, no negotiation.

The gateway signs; every room verifies by itself and enforces its own permissions (RFC 9068 `at+jwt`).
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError

from kernel import telemetry
from kernel.errors import CommandError, Forbidden
from kernel.keys import ALGORITHM, public_keys, signing_key

ISSUER = "jiayuan-gateway"
AUDIENCE = "jiayuan-rooms"
TYPE = "at+jwt"
LIFETIME_SECONDS = 300
# The gateway gives a token on for so long and then signs another.
PASSED_ON_SECONDS = LIFETIME_SECONDS / 2
# Between the clocks of the gateway and a room; a token that ended is good for no longer. Keep clocks within it (NTP).
LEEWAY_SECONDS = 10
log = telemetry.logger(__name__)


class Unauthenticated(CommandError):
    """No token, or one that does not hold (401). The code says which, never the token."""

    status = 401
    title = "Sign in first"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: an opaque account id, what it may do as `room:verb` strings, and the organisation it acts for.

    `organisation` is set for people of a partner: they see and change what is their organisation's and no other's.
    """

    subject: str
    permissions: frozenset[str]
    organisation: UUID | None = None

    def may(self, permission: str) -> bool:
        """Whether this caller holds `permission`."""
        return permission in self.permissions

    def check_acts_for(self, owner: UUID | None) -> None:
        """People of an organisation act on what is its own; the subdistrict's people on everything.

        Raises Forbidden("another-organisation").
        """
        if self.organisation is not None and self.organisation != owner:
            raise Forbidden("another-organisation")


class Signer:
    """Signs tokens with the gateway's private key."""

    def __init__(self, key_file: Path) -> None:
        self._key = signing_key(key_file)

    def issue(
        self, subject: str, permissions: Iterable[str], *, organisation: UUID | None = None, now: float | None = None
    ) -> str:
        """A token for `subject`, good for LIFETIME_SECONDS."""
        at = int(time.time() if now is None else now)
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": at,
            "nbf": at,
            "exp": at + LIFETIME_SECONDS,
            "scope": " ".join(sorted(permissions)),
        }
        if organisation is not None:
            claims["org"] = str(organisation)
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": self._key.kid}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])


class Verifier:
    """Verifies tokens against a pinned key set; a verified token is remembered until it expires."""

    REMEMBERED = 4096

    def __init__(self, keys_file: Path) -> None:
        self._keys = public_keys(keys_file)
        self._kids = {key.kid for key in self._keys.keys}
        self._known: dict[str, tuple[float, Caller]] = {}
        self._claims = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": AUDIENCE},
            sub={"essential": True},
            exp={"essential": True},
            nbf={"essential": True},
        )

    def verify(self, token: str) -> Caller:
        """The caller a token speaks for. Raises Unauthenticated."""
        known = self._known.get(token)
        if known is not None and known[0] > time.time():
            return known[1]
        try:
            decoded = jwt.decode(token, self._keys, algorithms=[ALGORITHM])
            # The registry checks claims only; type and key are the header's (RFC 8725 §3.11).
            if decoded.header.get("typ") != TYPE or decoded.header.get("kid") not in self._kids:
                raise Unauthenticated("token-invalid")
            if decoded.header.keys() & {"jwk", "jku", "x5u", "x5c", "crit"}:
                raise Unauthenticated("token-invalid")
            _look_at_clocks(decoded.claims)
            self._claims.validate(decoded.claims)
            caller = _caller(decoded.claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Unauthenticated("token-invalid") from error
        if len(self._known) >= self.REMEMBERED:
            self._known.clear()
        self._known[token] = (float(decoded.claims["exp"]), caller)
        return caller


def _look_at_clocks(claims: dict[str, Any]) -> None:
    """Log it where the gateway signed in the future, or long ago: then all are refused, and a 401 does not say why."""
    ahead = claims.get("nbf", 0) - time.time()
    # As old as it may be when the gateway gives it on: that is no clock's fault.
    behind = -ahead - PASSED_ON_SECONDS
    telemetry.CLOCK_AHEAD.set(round(max(ahead, 0.0) - max(behind, 0.0)))
    if ahead > LEEWAY_SECONDS:
        log.error("clock_behind_the_gateway", seconds=round(ahead))


def _caller(claims: dict[str, Any]) -> Caller:
    organisation = UUID(claims["org"]) if "org" in claims else None
    return Caller(str(claims["sub"]), frozenset(str(claims.get("scope", "")).split()), organisation)
