"""Who a process is to the brokers: told by its environment, and the same to aiokafka and to Faust."""

from __future__ import annotations

import pytest
from faust.transport.drivers.aiokafka import credentials_to_aiokafka_auth

from kernel.kafka import access
from kernel.settings import SettingsMissing
from services.engagement.stream import credentials

NAMES = ("JIAYUAN_KAFKA_USER", "JIAYUAN_KAFKA_PASSWORD", "JIAYUAN_KAFKA_CA", "JIAYUAN_SECRETS")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_on_loopback_a_process_is_nobody_in_particular() -> None:
    assert access().options() == {"security_protocol": "PLAINTEXT"}
    assert credentials(access()) is None


def test_a_user_comes_with_scram_and_faust_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAYUAN_KAFKA_USER", "relief")
    monkeypatch.setenv("JIAYUAN_KAFKA_PASSWORD", "long-enough")
    options = access().options()
    assert (options["security_protocol"], options["sasl_mechanism"]) == ("SASL_PLAINTEXT", "SCRAM-SHA-512")
    assert credentials_to_aiokafka_auth(credentials(access())) == options | {"ssl_context": None}


def test_a_user_without_a_password_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAYUAN_KAFKA_USER", "relief")
    with pytest.raises(SettingsMissing) as caught:
        access()
    assert [line.split(":")[0] for line in caught.value.problems] == ["JIAYUAN_KAFKA_PASSWORD"]
