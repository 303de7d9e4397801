"""Where the embedded run keeps its things, and which ports it listens on."""

from __future__ import annotations

import errno
import json
import os
import random
import socket
import threading
from pathlib import Path

from kernel.files import write_whole

REPOSITORY = Path(__file__).resolve().parents[2]
CLOSED = ("kafka", "logs", "work")
_ports_lock = threading.Lock()


def data_home() -> Path:
    """The one folder all data lies in: JIAYUAN_HOME, else `var/` of the checkout."""
    named = os.environ.get("JIAYUAN_HOME")
    return Path(named).expanduser().resolve() if named else REPOSITORY / "var"


def cache_home() -> Path:
    """Downloads that any checkout of this user may share (XDG base directories)."""
    named = os.environ.get("XDG_CACHE_HOME")
    base = Path(named) if named and Path(named).is_absolute() else Path.home() / ".cache"
    return base / "jiayuan"


def open_home(home: Path) -> Path:
    """Makes the folder; others may pass through it (the database's user must) but not list it.

    What lies open under a name that anybody guesses is closed to them: every event is in the broker's files.
    """
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711)
    for name in CLOSED:
        (home / name).mkdir(exist_ok=True)
        (home / name).chmod(0o700)
    return home


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, all of it or nothing."""
    write_whole(path, text.encode())


def port_is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # A server's own option: sockets in TIME_WAIT do not hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                return False
            raise
    return True


def kept_port(home: Path, name: str) -> int:
    """The port this home gave to `name` before, when it is still free, else a new one, remembered.

    The same port over restarts, because clients reconnect to the address they know. Below the kernel's
    ephemeral range, because there a client that retries a closed loopback port can connect to itself.
    """
    with _ports_lock:
        file = home / "ports.json"
        ports = _kept_ports(file)
        known = ports.get(name)
        if known is not None and port_is_free(known):
            return known
        ports[name] = _free_port(set(ports.values()))
        write_private(file, json.dumps(ports, indent=1, sort_keys=True))
        return ports[name]


def _kept_ports(file: Path) -> dict[str, int]:
    """What the file remembers; one that was cut off is as good as none, because any free port will do."""
    try:
        kept = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return {name: port for name, port in kept.items() if isinstance(port, int)} if isinstance(kept, dict) else {}


def _free_port(taken: set[int]) -> int:
    try:
        first_ephemeral = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    except (OSError, ValueError):
        first_ephemeral = 32_768
    low, high = (12_000, first_ephemeral) if first_ephemeral > 14_000 else (12_000, 65_000)
    for _ in range(1_000):
        port = random.randrange(low, high)  # noqa: S311 - not a secret
        if port not in taken and port_is_free(port):
            return port
    raise RuntimeError("no free port on loopback")
