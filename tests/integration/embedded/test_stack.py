"""The supervisor, with real child processes that stand in for ours: restart, order, and nothing left behind."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from deploy.embedded import postgres_remains, runfile
from deploy.embedded.child import poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.stack import Stack
from deploy.embedded.tell import Teller
from tests.kit.standins import standin
from tests.kit.stores import need_java, need_postgres

REPOSITORY = Path(__file__).resolve().parents[3]


def small_stack(home: Path, *rows: str, said: io.StringIO | None = None) -> Stack:
    table = [standin(*row.split(":")) for row in rows]
    only = [row.name for row in table]
    return Stack(home, only=only, table=table, teller=Teller(stream=said or io.StringIO()))


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return str(answer.read().decode())


def test_a_killed_process_is_started_again_and_said(home: Path) -> None:
    said = io.StringIO()
    with small_stack(home, "one", "gateway", said=said) as stack:
        before, url = stack.pid("one"), stack.url("one")
        stack.kill("one")
        assert poll(lambda: stack.pid("one") not in {None, before}, 20)
        stack.wait_ready("one", 20)
        assert stack.url("one") == url
        assert poll(lambda: "one is back" in said.getvalue(), 10)
        assert "! one died (signal 9)" in said.getvalue()
        assert str(stack.log("one")) in said.getvalue()
        # The next reader of the card must not find the dead one's pid.
        card = runfile.read(home)
        assert card is not None
        assert card["pids"]["one"] == stack.pid("one")


def test_the_delay_grows_while_it_keeps_dying(home: Path) -> None:
    said = io.StringIO()
    with small_stack(home, "one", said=said) as stack:
        for count in range(1, 4):
            stack.wait_ready("one", 30)
            with contextlib.suppress(OSError, http.client.HTTPException):
                get(stack.url("one") + "/die")
            # Only a part that was said to be back dies anew; before that, it is a start that failed.
            assert poll(lambda: said.getvalue().count("one is back") >= count, 30)  # noqa: B023
    delays = [line.split("again in ")[1].split(" s")[0] for line in said.getvalue().splitlines() if "died" in line]
    assert delays == ["0.25", "0.5", "1"]


def test_a_process_gets_its_environment(home: Path) -> None:
    with small_stack(home, "one", "gateway") as stack:
        environment = json.loads(get(stack.url("gateway") + "/environment"))
        assert environment["JIAYUAN_HOME"] == str(home)
        assert environment["JIAYUAN_PORT"] == stack.url("gateway").rsplit(":", 1)[1]
        assert json.loads(environment["JIAYUAN_ROOM_URLS"]) == {"one": stack.url("one")}


def test_a_failed_start_names_the_process_and_leaves_nothing(home: Path) -> None:
    stack = small_stack(home, "one", "two:fail")
    with pytest.raises(StartFailed, match="two: ended with status 1") as failure:
        stack.up()
    assert "the stand-in fails, as it was asked to" in str(failure.value)
    assert failure.value.log == home / "logs" / "two.log"
    assert stack.pid("one") is None
    assert runfile.holder(home) is None


def test_a_taken_gateway_port_is_said(home: Path) -> None:
    with small_stack(home, "gateway") as running:
        port = int(running.url("gateway").rsplit(":", 1)[1])
        other = Stack(home / "other", port, only=["gateway"], table=[standin("gateway")], quiet=True)
        with pytest.raises(StartFailed, match=f"port {port} is taken"):
            other.up()


def test_a_second_run_on_the_same_home_is_refused(home: Path) -> None:
    with small_stack(home, "one"), pytest.raises(StartFailed, match=f"already running.*{os.getpid()}"):
        small_stack(home, "one").up()


def test_the_card_is_private_and_goes_with_the_run(home: Path) -> None:
    with small_stack(home, "one") as stack:
        assert (home / "run.json").stat().st_mode & 0o777 == 0o600
        card = runfile.read(home)
        assert card is not None
        assert card["urls"] == {"one": stack.url("one")}
        assert card["pids"] == {"one": stack.pid("one")}
    assert runfile.read(home) is None


@contextmanager
def whole_stack(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another Python that runs the stores and two stand-ins, until we end it."""
    need_java()
    need_postgres()
    command = [sys.executable, "-m", "tests.kit.standins", str(home)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def test_down_leaves_no_process(home: Path) -> None:
    with whole_stack(home) as process:
        members = family(process)
        names = " ".join(" ".join(member.cmdline()) for member in members)
        assert "kafka.Kafka" in names
        assert "postgres" in names
        assert names.count("standin.py") == 2
        down = [sys.executable, "-m", "cli.main", "down", "--json"]
        environment = os.environ | {"JIAYUAN_HOME": str(home)}
        done = subprocess.run(
            down, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=90, check=True
        )
        assert json.loads(done.stdout)["stopped"] is True
        assert process.wait(30) == 0
        assert [member for member in members if member.is_running()] == []
        assert runfile.read(home) is None
        assert "database system is shut down" in (home / "logs" / "postgres.log").read_text()


@pytest.mark.faults
def test_nothing_survives_a_kill_9_of_the_supervisor_and_the_next_start_is_clean(home: Path) -> None:
    with whole_stack(home) as process:
        members = family(process)
        process.kill()
        process.wait()
        _, alive = psutil.wait_procs(members, timeout=20)
        assert alive == []
        assert postgres_remains.workers(home / "postgres") == []
    with whole_stack(home) as process:
        assert len(family(process)) >= 4
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


@pytest.mark.faults
def test_killed_stores_come_back_at_the_same_address(home: Path) -> None:
    need_java()
    need_postgres()
    said = io.StringIO()
    stack = Stack(home, only=["kafka", "postgres"], table=[], teller=Teller(stream=said))
    with stack:
        bootstrap, dsn = stack.bootstrap, stack.dsn("activities")
        for store in ("kafka", "postgres"):
            pids = {None, stack.pid(store)}
            stack.kill(store)
            assert poll(lambda: stack.pid(store) not in pids, 30)  # noqa: B023
            stack.wait_ready(store, 60)
        assert (stack.bootstrap, stack.dsn("activities")) == (bootstrap, dsn)
        assert poll(lambda: said.getvalue().count("is back") == 2, 20)
