"""A first start that was killed half-way always starts again; a file that cannot be made anew is refused by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.embedded import postgres_account
from deploy.embedded.child import poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.kafka import Kafka
from deploy.embedded.postgres import Postgres
from deploy.embedded.tell import Teller
from tests.kit.stores import need_java, need_postgres

START = "import sys; from pathlib import Path; from deploy.embedded.postgres import Postgres; "
START += "Postgres(Path(sys.argv[1]), durable=False).start()"


def test_a_start_killed_while_the_database_was_made_starts_again(home: Path) -> None:
    need_postgres()
    data = postgres_account.reachable_data(home, postgres_account.needed(Teller(quiet=True)), Teller(quiet=True))
    starting = subprocess.Popen([sys.executable, "-c", START, str(home)])
    try:
        # The first that initdb writes, long before it is done.
        assert poll((data / "PG_VERSION").exists, 30, every=0.001)
    finally:
        starting.kill()
        starting.wait()
    assert not (data / "postmaster.pid").exists(), "it was killed too late for this test"
    server = Postgres(home, durable=False)
    server.start()
    try:
        server.ensure_databases(["activities"])
    finally:
        server.stop()
    assert not list(data.parent.glob(f".{data.name}-*")), "neither mark nor password file stays behind"


def test_passwords_cut_short_before_the_database_was_made_are_made_anew(home: Path) -> None:
    need_postgres()
    (home / "postgres-passwords.json").touch()
    server = Postgres(home, durable=False)
    server.start()
    try:
        server.ensure_databases(["activities"])
    finally:
        server.stop()


@pytest.mark.parametrize("left", ["", '{"postgres": "half', '{"postgres": ""}', "[]"])
def test_passwords_cut_short_beside_data_are_refused_by_name(home: Path, left: str) -> None:
    (home / "postgres-passwords.json").write_text(left)
    with pytest.raises(StartFailed, match=r"postgres-passwords\.json is empty or cut short") as refusal:
        Postgres(home).dsn("activities")
    assert "reset" in str(refusal.value.mend)


def test_a_broker_whose_folder_was_half_made_starts(home: Path) -> None:
    need_java()
    (home / "kafka" / "data").mkdir(parents=True)
    for cut in (
        "ports.json",
        "kafka/cluster-id",
        "kafka/platform.password",
        "kafka/server.properties",
        "kafka/data/meta.properties",
    ):
        (home / cut).touch()
    broker = Kafka(home)
    broker.start()
    broker.stop()
    (home / "kafka" / "data" / "meta.properties").write_text("")
    with pytest.raises(StartFailed, match=r"meta\.properties is empty or cut short"):
        broker.start()
