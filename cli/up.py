"""`jiayuan up`: the whole product on this machine, until Ctrl-C or `jiayuan down`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from deploy.embedded import runfile
from deploy.embedded.failure import StartFailed, last_lines
from deploy.embedded.places import REPOSITORY, data_home, open_home
from deploy.embedded.stack import Stack
from deploy.embedded.tell import Teller, seconds

app = typer.Typer(add_completion=False)
POLL_SECONDS = 0.1


@app.command(epilog="Example: jiayuan up --port 8080      (in scripts: jiayuan up --detach --json)")
def up(
    port: Annotated[
        int,
        typer.Option(envvar="JIAYUAN_GATEWAY_PORT", min=0, max=65535, help="The gateway's port; 0 takes a free one."),
    ] = 8080,
    demo: Annotated[bool, typer.Option("--demo/--no-demo", help="Load the demonstration district.")] = True,
    detach: Annotated[bool, typer.Option(help="Return when everything is ready; end it with `down`.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print where everything is as JSON.")] = False,
) -> None:
    """Start the broker, the database and every process, and keep them alive."""
    home = data_home()
    if detach:
        _detached(home, port, demo)
        _announce(home, as_json)
        return
    try:
        _foreground(home, port, demo, as_json)
    except StartFailed as error:
        sys.stderr.write(f"\n{error}\n")
        raise typer.Exit(1) from None


def _foreground(home: Path, port: int, demo: bool, as_json: bool) -> None:
    teller = Teller()
    stack = Stack(home, port, teller=teller)
    began = time.monotonic()
    asked_to_stop = threading.Event()
    _on_signals(_interrupt)
    try:
        teller.line(f"Jiayuan, data in {home}")
        stack.up()
        if demo:
            _load_demo(stack, teller)
        stack.is_loaded = True
        stack.write_card()
        teller.line(f"Ready after {seconds(began)}; Ctrl-C or `make stop` ends it.")
        _announce(home, as_json)
        # From here on a signal only asks; the stop itself must not be interrupted half-way.
        _on_signals(lambda *_: asked_to_stop.set())
        asked_to_stop.wait()
    except KeyboardInterrupt:
        teller.line("Interrupted.")
    finally:
        _on_signals(lambda *_: None)
        ended = time.monotonic()
        if stack.holds_home:
            stack.down()
            teller.line(f"Stopped, {seconds(ended)}; nothing is left running.")


def _load_demo(stack: Stack, teller: Teller) -> None:
    from cli.demo.client import NotLetIn
    from cli.demo.load import load
    from cli.demo.people import people_of

    with teller.step("loading the district"):
        try:
            load(stack.url("gateway"), people_of(stack.card()), say=teller.line)
        except NotLetIn as error:
            # Somebody disabled the account that loads it: the product runs all the same.
            teller.line(f"the district was not loaded: {error}")


def _on_signals(handler: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)  # type: ignore[arg-type]


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _announce(home: Path, as_json: bool) -> None:
    card = runfile.read(home)
    if card is None:
        return
    if as_json:
        sys.stdout.write(json.dumps(card, indent=1, sort_keys=True) + "\n")
    else:
        sys.stdout.write(f"\nDashboard {card['urls']['gateway']}\n")
        if password := card["accounts"].get("operator"):
            sys.stdout.write(f"Sign in as operator, password {password}, unless it was changed\n")
            sys.stdout.write("The demonstration's other accounts: jiayuan account show\n")
        sys.stdout.write("\n")
    sys.stdout.flush()


def _detached(home: Path, port: int, demo: bool) -> None:
    """Starts another `up` in a session of its own and repeats its lines until it is ready or gone."""
    holder = runfile.holder(home)
    if holder is not None:
        sys.stderr.write(f"up: already running on {home} (pid {holder})\n  mend: stop that one first: make stop\n")
        raise typer.Exit(1)
    open_home(home)
    log = home / "logs" / "up.log"
    log.parent.mkdir(exist_ok=True)
    runfile.remove(home)
    command = [sys.executable, "-m", "cli.main", "up", "--port", str(port), "--demo" if demo else "--no-demo"]
    environment = os.environ | {"JIAYUAN_HOME": str(home)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=output,
            cwd=REPOSITORY,
            env=environment,
            start_new_session=True,
        )
    said = 0
    while True:
        ended = process.poll() is not None
        card = runfile.read(home)
        text = log.read_text(errors="replace")
        sys.stderr.write(text[said:])
        said = len(text)
        if card is not None and card["ready"] and card["pid"] == process.pid:
            return
        if ended:
            if not text:
                sys.stderr.write("\n".join(last_lines(log)))
            raise typer.Exit(process.returncode or 1)
        time.sleep(POLL_SECONDS)
