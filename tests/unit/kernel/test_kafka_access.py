"""Who a process is to the brokers: given by its environment, and the same to aiokafka and to Faust."""

from __future__ import annotations

import pytest
from faust.transport.drivers.aiokafka import credentials_to_aiokafka_auth

from kernel.kafka import PLAIN, KafkaAccess, access, sign_in
from kernel.settings import SettingsMissing
from services.engagement.stream import credentials

NAMES = (*(f"JIAYUAN_KAFKA_{name}" for name in ("USER", "PASSWORD", "MECHANISM", "CA")), "JIAYUAN_SECRETS")
BROKERS = "kafka-1:9092,kafka-2:9092"
EMBEDDED = "127.0.0.1:1"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_a_process_without_settings_has_no_name() -> None:
    assert access(BROKERS).options() == {"security_protocol": "PLAINTEXT"}
    assert credentials(access(BROKERS)) is None


def test_a_user_comes_with_scram_and_faust_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAYUAN_KAFKA_USER", "relief")
    monkeypatch.setenv("JIAYUAN_KAFKA_PASSWORD", "long-enough")
    options = access(BROKERS).options()
    assert (options["security_protocol"], options["sasl_mechanism"]) == ("SASL_PLAINTEXT", "SCRAM-SHA-512")
    assert credentials_to_aiokafka_auth(credentials(access(BROKERS))) == options | {"ssl_context": None}


def test_a_user_without_a_password_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAYUAN_KAFKA_USER", "relief")
    with pytest.raises(SettingsMissing) as caught:
        access(BROKERS)
    assert [line.split(":")[0] for line in caught.value.problems] == ["JIAYUAN_KAFKA_PASSWORD"]


def test_a_password_goes_as_it_is_over_loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KafkaAccess(user="platform", password="long-enough", mechanism=PLAIN).environment().items():
        monkeypatch.setenv(name, value)
    assert access(EMBEDDED).options()["sasl_mechanism"] == PLAIN
    assert credentials_to_aiokafka_auth(credentials(access(EMBEDDED)))["sasl_mechanism"] == PLAIN
    with pytest.raises(SettingsMissing, match="loopback"):
        access(BROKERS)


def test_a_process_is_to_each_broker_who_it_signed_in_as(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAYUAN_KAFKA_USER", "relief")
    monkeypatch.setenv("JIAYUAN_KAFKA_PASSWORD", "long-enough")
    sign_in(EMBEDDED, KafkaAccess(user="platform", password="another", mechanism=PLAIN, ca=None))
    assert (access(EMBEDDED).user, access(BROKERS).user) == ("platform", "relief")
