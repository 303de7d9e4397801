"""What every answer of the door says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.gate import open_gate
from tests.kit.stores import Database


@pytest.mark.parametrize("secure", [True, False])
async def test_no_cache_keeps_an_api_answer_and_tls_stays_tls(database: Database, keys: Path, secure: bool) -> None:
    async with open_gate(database("gateway"), keys, secure_cookies=secure) as gate:
        http = gate.at()
        for path in ("/api/session", "/api/relief/public/totals", "/api/nothing", "/api"):
            answer = await http.get(path)
            assert answer.headers.get_list("cache-control") == ["no-store"], path
            assert ("strict-transport-security" in answer.headers) is secure
        assert ("strict-transport-security" in (await http.get("/")).headers) is secure
