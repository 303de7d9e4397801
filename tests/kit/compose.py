"""The compose that this machine has, v1 or v2, and what it makes of the files of deploy/."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = ("compose.yaml", "compose.small.yaml")
EVERY_PROFILE = ("--profile", "tools", "--profile", "grafana")


@cache
def commands() -> dict[str, list[str]]:
    """Every compose here by its version: the program of its own (v1, or v2 alone), and the client's plug-in (v2)."""
    found: dict[str, list[str]] = {}
    for command in (["docker-compose"], ["docker", "compose"]):
        if shutil.which(command[0]) is None:
            continue
        done = subprocess.run([*command, "version", "--short"], capture_output=True, text=True, check=False)
        # A client without the plug-in takes the word for a mistake of its own.
        if done.returncode == 0 and done.stdout.strip().lstrip("v")[:1].isdigit():
            found[done.stdout.strip().lstrip("v")] = command
    return found


def read(command: list[str], file: str) -> dict[str, Any]:
    """A file as that compose reads it, with the images' own names. Raises AssertionError with its complaint."""
    found: dict[str, Any] = yaml.safe_load(_config(tuple(command), file))
    return found


@cache
def _config(command: tuple[str, ...], file: str) -> str:
    # A version of compose takes seconds to read a file, and several tests look at each.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JIAYUAN_", "COMPOSE_"))}
    done = subprocess.run(
        [*command, "-f", str(REPOSITORY / "deploy" / file), *EVERY_PROFILE, "config"],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=REPOSITORY,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr.strip(), done.stderr
    return done.stdout
