"""Tokens that the gateway did not sign for the rooms, sent straight to each room's port."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from deploy.embedded.processes import ROOMS
from deploy.embedded.stack import Stack
from gateway.roles import ROLES, permissions_of
from kernel import auth
from kernel import keys as key_files

QUERIES = {"activities": "/sessions", "inspections": "/rounds", "relief": "/funds", "engagement": "/lag"}


def b64(content: bytes | dict[str, Any]) -> str:
    """One part of a token."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Forger:
    """Makes tokens: the right one, and any that differs from it in one thing."""

    def __init__(self, stack: Stack) -> None:
        keys = stack.home / "keys"
        self.key = ECKey.import_key(json.loads((keys / key_files.SIGNING_KEY).read_bytes()))
        self.public = json.loads((keys / key_files.PUBLIC_KEYS).read_bytes())["keys"][0]
        self.header: dict[str, Any] = {"alg": key_files.ALGORITHM, "typ": auth.TYPE, "kid": self.public["kid"]}
        at = int(time.time())
        self.claims: dict[str, Any] = {
            "iss": auth.ISSUER,
            "aud": auth.AUDIENCE,
            "sub": "somebody",
            "iat": at,
            "nbf": at,
            "exp": at + auth.LIFETIME_SECONDS,
            "scope": " ".join(sorted(permissions_of(ROLES))),
        }

    def token(self, key: ECKey | None = None, header: dict[str, Any] | None = None, **claims: Any) -> str:
        """A token signed by the gateway's key, or by `key`; a claim given as None is left out."""
        held = {name: value for name, value in (self.claims | claims).items() if value is not None}
        sent = {name: value for name, value in (self.header | (header or {})).items() if value is not None}
        made: str = jwt.encode(sent, held, key or self.key, algorithms=[key_files.ALGORITHM])
        return made

    def hs256(self, secret: bytes) -> str:
        """Signed with what everybody may know, by the algorithm that would make it a secret."""
        parts = f"{b64(self.header | {'alg': 'HS256'})}.{b64(self.claims)}"
        return f"{parts}.{b64(hmac.new(secret, parts.encode(), hashlib.sha256).digest())}"


def attacks(forger: Forger) -> Iterator[tuple[str, str]]:
    """What is wrong, and the token."""
    right = forger.token()
    head, body, signature = right.split(".")
    yield from _other_algorithms(forger, body, signature)
    yield from _other_keys(forger)
    now = int(time.time())
    for what, header in (
        ("typ JWT", {"typ": "JWT"}),
        ("no typ", {"typ": None}),
        ("typ in capitals", {"typ": "AT+JWT"}),
    ):
        yield what, forger.token(header=header)
    for what, claims in (
        ("wrong iss", {"iss": "someone"}),
        ("no iss", {"iss": None}),
        ("wrong aud", {"aud": "jiayuan-dashboard"}),
        ("no aud", {"aud": None}),
        ("no sub", {"sub": None}),
        ("no exp", {"exp": None}),
        ("no nbf", {"nbf": None}),
        ("expired", {"iat": now - 900, "nbf": now - 900, "exp": now - 600}),
        ("just past the leeway", {"exp": now - auth.LEEWAY_SECONDS - 2}),
        ("not yet", {"nbf": now + 600, "exp": now + 900}),
        ("exp as text", {"exp": "tomorrow"}),
        ("exp is no number", {"exp": True}),
    ):
        yield what, forger.token(**claims)
    more = json.loads(base64.urlsafe_b64decode(body + "=="))
    yield "more scope under the old signature", f"{head}.{b64(more | {'scope': 'relief:everything'})}.{signature}"
    yield "truncated signature", right[:-4]
    yield "truncated body", f"{head}.{body[:-8]}.{signature}"
    yield "two parts", f"{head}.{body}"
    yield "four parts", f"{right}.{signature}"
    yield "not base64", f"{head}.{body}.!!!!"
    yield "not a token", "abc"
    yield "claims are a list", f"{head}.{b64(b'[1,2]')}.{signature}"
    yield "a program's key", "jy_0123456789ab_" + "x" * 43
    yield "very long", right + "A" * 24_000


def _other_algorithms(forger: Forger, body: str, signature: str) -> Iterator[tuple[str, str]]:
    for none in ("none", "None", "NONE", "nOnE"):
        yield f"alg {none}", f"{b64(forger.header | {'alg': none})}.{body}."
    yield "alg none with the signature", f"{b64(forger.header | {'alg': 'none'})}.{body}.{signature}"
    jwk = {k: v for k, v in forger.public.items() if k in ("crv", "kty", "x", "y")}
    yield "HS256 with the public JWK", forger.hs256(json.dumps(jwk).encode())
    yield "HS256 with the public PEM", forger.hs256(forger.key.as_pem(private=False))
    yield "HS256 with nothing", forger.hs256(b"")
    other = ECKey.generate_key("P-384", {"kid": forger.public["kid"]}, private=True)
    yield "ES384", jwt.encode(forger.header | {"alg": "ES384"}, forger.claims, other, algorithms=["ES384"])
    rsa = RSAKey.generate_key(2048, {"kid": forger.public["kid"]}, private=True)
    yield "RS256", jwt.encode(forger.header | {"alg": "RS256"}, forger.claims, rsa, algorithms=["RS256"])
    yield "r and s are zero", f"{b64(forger.header)}.{body}.{b64(bytes(64))}"


def _other_keys(forger: Forger) -> Iterator[tuple[str, str]]:
    kid = forger.public["kid"]
    mine = ECKey.generate_key("P-256", {"kid": kid}, private=True)
    public = mine.as_dict(private=False)
    yield "another key under the right kid", forger.token(mine)
    yield "an unknown kid", forger.token(header={"kid": "other"})
    yield "no kid", forger.token(header={"kid": None})
    yield "kid as a path", forger.token(header={"kid": "../../../../dev/null"})
    for name, value in (("jwk", public), ("jku", "https://127.0.0.1/jwks"), ("x5u", "https://127.0.0.1/x5u")):
        yield f"its own key in {name}", forger.token(mine, {name: value})
        yield f"the right key, and {name}", forger.token(header={name: value})
    yield "an extension it calls critical", _critical(forger)


def _critical(forger: Forger) -> str:
    """Signed rightly, with a `crit` that the signer's own library would not write."""
    parts = f"{b64(forger.header | {'crit': ['b64'], 'b64': False})}.{b64(forger.claims)}"
    private = forger.key.private_key
    assert private is not None
    r, s = decode_dss_signature(private.sign(parts.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{parts}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


@pytest.mark.parametrize("room", ROOMS)
async def test_no_forged_token_opens_a_room(stack: Stack, room: str) -> None:
    forger = Forger(stack)
    forged = list(attacks(forger))
    assert len(forged) >= 40
    url = stack.url(room) + QUERIES[room]
    async with httpx2.AsyncClient(timeout=30) as http:
        right = await http.get(url, headers={"Authorization": f"Bearer {forger.token()}"})
        assert right.status_code == 200, right.text
        for what, token in forged:
            answer = await http.get(url, headers={"Authorization": f"Bearer {token}"})
            # A header longer than the server reads is refused before it is one.
            assert answer.status_code == 401 or (what == "very long" and answer.status_code in (400, 431)), what
            if answer.status_code == 401:
                assert answer.json()["code"] == "token-invalid", what
                assert token[:40] not in answer.text
        for header in ("", "Bearer", "Basic c29tZWJvZHk6eA==", forger.token()):
            answer = await http.get(url, headers={"Authorization": header})
            assert (answer.status_code, answer.json()["code"]) == (401, "token-missing"), header
    log = stack.log(room).read_text()
    assert forger.token().split(".")[2] not in log
