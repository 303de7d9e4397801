"""The gateway's clock and a room's: how far apart they are is a metric, in which direction as well."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from kernel.auth import LIFETIME_SECONDS, Signer, Unauthenticated, Verifier
from kernel.keys import PUBLIC_KEYS, SIGNING_KEY, ensure_keys


@pytest.mark.parametrize(
    ("ahead", "reported", "taken"),
    [
        (0, 0, True),
        (8, 8, True),
        (45, 45, False),
        # The gateway gives a token on for half of its life: what is a little old is no clock.
        (-LIFETIME_SECONDS / 2, 0, True),
        (-LIFETIME_SECONDS / 2 - 40, -40, True),
        (-LIFETIME_SECONDS - 60, -LIFETIME_SECONDS / 2 - 60, False),
    ],
)
def test_how_far_the_gateways_clock_is_ahead(tmp_path: Path, ahead: float, reported: float, taken: bool) -> None:
    ensure_keys(tmp_path)
    token = Signer(tmp_path / SIGNING_KEY).issue("somebody", ["relief:read"], now=time.time() + ahead)
    verifier = Verifier(tmp_path / PUBLIC_KEYS)
    if taken:
        assert verifier.verify(token).subject == "somebody"
    else:
        with pytest.raises(Unauthenticated):
            verifier.verify(token)
    assert REGISTRY.get_sample_value("gateway_clock_ahead_seconds") == pytest.approx(reported, abs=2)
