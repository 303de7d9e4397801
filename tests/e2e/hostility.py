"""Requests that mean harm, made by a seeded generator from the product's own OpenAPI, as bytes on the wire."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from gateway.routes import ROUTES, Route

# Planted in what is sent; it must come back in no refusal.
MARK = "hostile7f3a9c2e"
_M = MARK.encode()
VALUES: tuple[bytes, ...] = (
    b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"1" * 400, b"9223372036854775808", b"-1", b"0", b"0.1",
    b"-0.0", b"1e3", b"00", b"0x10", b"null", b"true", b'""', b'" "', b"{}", b"[]", b"[[]]", b"[null]", b"undefined",
    b'"' + _M, b"'" + _M + b"'", b"[" * 5_000, b'{"a":' * 200, b"[" * 40 + b"]" * 40, b'{"a":' * 33 + b"1" + b"}" * 33,
    b'"\\ud800' + _M + b'"', b'"\\udc00"', b'"\\u0000' + _M + b'"', b'"' + _M + b'\x00"', b'"\xff\xfe' + _M + b'"',
    b'"\xed\xa0\x80' + _M + b'"', b'"\xc0\xaf"', b'"\\x41"', b'"' + _M + b"x" * 300 + b'"', b'"' + _M * 2_000 + b'"',
    b'"0001-01-01T00:00:00+14:00"', b'"9999-12-31T23:59:59-14:00"', b'"2000-01-01T00:00:00+14:00"',
    b'"2100-12-31T23:59:59-14:00"', b'"2021-02-30T00:00:00Z"', b'"2021-07-01T25:00:00Z"', b'"2021-07-01T00:00:00"',
    b'"2021-07-01T00:00:00+99:99"', b'"2016-12-31T23:59:60Z"', b'"-2021-07-01T00:00:00Z"', b"253402300800", b"1e308",
    b'"' + _M + b"'; drop table session; --\"", b'"' + _M + b'\\r\\nSet-Cookie: a=b"', b'"../../' + _M + b'"',
    b'"${jndi:ldap://127.0.0.1/' + _M + b'}"', b'"<script>' + _M + b'</script>"', b'"{0.__class__}' + _M + b'"',
    b'"%s%n' + _M + b'"', "\"\U00020000\u202e\u0301\"".encode(), "\"\u0661\u0662\u0663\"".encode(), b'"urn:uuid:0"',
    b'"{00000000-0000-0000-0000-000000000000}"', b'"00000000-0000-0000-0000-000000000000"', b'"\\u0007' + _M + b'"',
)  # fmt: skip
QUERIES: tuple[bytes, ...] = (
    b"limit=0", b"limit=101", b"limit=-1", b"limit=1e9", b"limit=NaN", b"limit=" + b"9" * 400, b"limit=1&limit=2",
    b"limit=%00", b"after=" + _M, b"after=%00", b"after=%ff%fe", b"after=%ED%A0%80", b"after=" + _M * 400,
    b"after=00000000-0000-0000-0000-000000000000", b"after=9223372036854775808", b"before=-1", b"before=1e400",
    b"from=0001-01-01T00:00:00%2B14:00", b"to=9999-12-31T23:59:59-14:00", b"from=0001-01-01&to=9999-12-31",
    b"from=2000-01-01&to=2100-01-01&grain=total", b"from=2021-07-01&to=2021-07-01", b"from=" + _M, b"to=%00",
    b"from=2021-07-01&to=2021-08-01&member=%00" + _M, b"from=2021-07-01&to=2021-08-01&grain=" + _M,
    b"from=2021-07-01&to=2021-08-01&dimension=venue&member=%25", b"state=" + _M, b"room=%25" + _M, b"type=%00",
    b"subject=" + _M + b"/%2e%2e", b"type=" + _M + b"'--", b"=", b"&&&", b"%", b"%zz", b"a=%", b"?", b"x[]=1", _M,
    b"unknown=" + _M, b";" * 100, b"a=" + b"b" * 20_000, b"from=2021-07-01T00:00:00Z&to=2100-12-31T23:59:59-14:00",
)  # fmt: skip
IDS: tuple[bytes, ...] = (
    b"%2e%2e", b"..", b".", b"%2e%2e%2f%2e%2e%2fopenapi.json", b"%00", b"..%00", b"%ff", b"%ED%A0%80", b"%", b"%zz",
    _M, b"a" * 64, b"a" * 65, b"a" * 10_000, b"0", b"-1", b"null", b"{x}", b"*", b";" + _M, b"%20", b"%0d%0aX:1",
    b"00000000-0000-0000-0000-000000000000", b"00000000000000000000000000000000", b"%31" * 8, b"\xe5\xae\xb6", b"a/b",
)  # fmt: skip
HEADERS: tuple[bytes, ...] = (
    b"Idempotency-Key: " + _M * 20, b"Idempotency-Key: short", b"Idempotency-Key: \xff\xfe" + _M, b"Idempotency-Key:",
    b"Content-Type: text/plain", b"Content-Type: application/json; charset=utf-7", b"Content-Type: " + _M,
    b"Content-Type: multipart/form-data; boundary=" + _M, b"Content-Encoding: gzip", b"Accept: " + _M, b"Accept: \xff",
    b"Cookie: jiayuan_session=\x80" + _M, b'Cookie: jiayuan_session="\\000"', b"Cookie: ;;=;" + _M,
    b"X-Request-Id: \xff",    b"Traceparent: 00-0-0-00", b"Traceparent: " + _M, b"Last-Event-ID: -1",
    b"Last-Event-ID: 9999999999999999",
    b"Last-Event-ID: " + _M, b"X-Forwarded-For: " + _M, b"Forwarded: for=" + _M, b"Range: bytes=0-0",
    b"X-A: " + b"b" * 9_000,    b"X-Csrf-Token: " + _M,
    b"Expect: 100-continue", b"Upgrade: websocket\r\nConnection: Upgrade", b"Host: " + _M,
)  # fmt: skip
METHODS: tuple[bytes, ...] = (b"HEAD", b"OPTIONS", b"PUT", b"PATCH", b"DELETE", b"GET", b"POST", b"TRACE", b"PROPFIND")
# What is no HTTP at all; a server may hang up without an answer.
BROKEN: tuple[bytes, ...] = (
    b"BREW /api HTTP/1.1\r\n\r\n", b"GET /api\r\n\r\n", b"get /api HTTP/1.1\r\n\r\n", b"GET  /api  HTTP/9.9\r\n\r\n",
    b"POST /api/relief/funds HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    b"POST /api/relief/funds HTTP/1.1\r\nHost: x\r\nContent-Length: " + _M + b"\r\n\r\n",
    b"\x00" * 100, b"\r\n" * 50,
    b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    b"POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", b"GET /\xff HTTP/1.1\r\n\r\n",
    b"GET /api HTTP/1.1\r\nHo st: x\r\n\r\n", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /api HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request as it goes on the wire."""

    wire: bytes
    broken: bool = False


class Generator:
    """Draws requests for the routes of the table, the same ones for the same seed."""

    def __init__(self, document: dict[str, Any], key: str, seed: int) -> None:
        self._document, self._key, self._chance = document, key, random.Random(seed)

    def requests(self, count: int) -> Iterator[Hostile]:
        """`count` requests, every route in its turn."""
        for n in range(count):
            if n % 50 == 49:
                yield Hostile(self._chance.choice(BROKEN), broken=True)
            else:
                yield self._one(ROUTES[n % len(ROUTES)])

    def _one(self, route: Route) -> Hostile:
        chance = self._chance
        method, query, more = route.method.encode(), b"", b""
        odd = chance.random()
        path = re.sub(r"\{[a-z_]+\}", lambda _: str(uuid4()), route.path).encode()
        if odd < 0.15:
            path = re.sub(rb"\{[a-z_]+\}|[^/]+$", lambda _: chance.choice(IDS), route.path.encode(), count=1)
        elif odd < 0.25:
            method = chance.choice(METHODS)
        elif odd < 0.4:
            more = chance.choice(HEADERS)
        if route.method == "GET" or chance.random() < 0.1:
            query = b"?" + chance.choice(QUERIES)
        body = self._body(route) if method in (b"POST", b"PUT", b"PATCH", b"DELETE") else b""
        lines = [method + b" " + path + query + b" HTTP/1.1"]
        if not more.startswith(b"Host"):
            lines.append(b"Host: x")
        lines.append(b"Authorization: Bearer " + self._key.encode())
        if not more.startswith(b"Idempotency-Key"):
            lines.append(b"Idempotency-Key: " + uuid4().hex.encode())
        if body and not more.startswith(b"Content-Type"):
            lines.append(b"Content-Type: application/json")
        lines += [more] if more else []
        lines.append(b"Content-Length: " + str(len(body)).encode())
        return Hostile(b"\r\n".join(lines) + b"\r\n\r\n" + body)

    def _body(self, route: Route) -> bytes:
        chance = self._chance
        fields = self._fields(route)
        odd = chance.random()
        if odd < 0.25 or not fields:
            return chance.choice(VALUES)
        if odd < 0.3:
            return b'{"a":"' + _M + b"x" * (70 * 1024) + b'"}'
        parts = []
        victim = chance.choice(sorted(fields))
        for name, schema in fields.items():
            value = chance.choice(VALUES) if name == victim else json.dumps(_plausible(schema)).encode()
            parts.append(json.dumps(name).encode() + b":" + value)
            if name == victim and odd > 0.9:
                parts.append(json.dumps(name).encode() + b":" + chance.choice(VALUES))
        if 0.3 <= odd < 0.35:
            parts.append(b'"' + _M + b'":1')
        return b"{" + b",".join(parts) + b"}"

    def _fields(self, route: Route) -> dict[str, Any]:
        operation = self._document["paths"][route.path][route.method.lower()]
        schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        return dict(self._resolved(schema).get("properties", {}))

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        name = schema.get("$ref", "").rpartition("/")[2]
        found: dict[str, Any] = self._document["components"]["schemas"][name] if name else schema
        return found


def _plausible(schema: dict[str, Any]) -> Any:
    """Something of the right form, so that the victim beside it is looked at for itself."""
    schema = schema.get("anyOf", [schema])[0]
    if "enum" in schema:
        return schema["enum"][0]
    form = schema.get("format")
    if form == "uuid":
        return str(uuid4())
    if form == "date-time":
        return "2021-07-01T00:00:00+08:00"
    return {"integer": 1, "array": [], "object": {}, "boolean": True}.get(schema.get("type", ""), "nobody")
