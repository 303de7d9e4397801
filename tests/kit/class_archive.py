"""Kafka's classes as the Java runtime has loaded them once, so that every later broker of the suites starts sooner.

Half of a broker's start is reading and checking the same classes. Java keeps them in an archive (JEP 350), for the same
runtime and class path alone; where either differs it ignores the archive. Only `make test` uses it: dozens of brokers
start there. `make run` starts one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

from deploy.embedded import jars, java
from deploy.embedded.failure import StartFailed
from deploy.embedded.kafka import Kafka
from tests.kit.stores import throwaway_home

# Read by the program `java` alone, and not by compilers.
OPTIONS = "JDK_JAVA_OPTIONS"
# Of an archive that does not fit, nothing is said: the broker's log is read by tests.
SILENT = "-Xlog:cds=off -Xlog:cds+dynamic=off"


def use() -> None:
    """Let every Java program that this process starts use the archive, where there is one."""
    try:
        archive = _place()
    except StartFailed:
        # Without a broker there is nothing to start sooner; what misses it says so.
        return
    if archive.exists():
        os.environ[OPTIONS] = f"-XX:SharedArchiveFile={archive} {SILENT}"


def main() -> int:
    """Make the archive where there is none yet."""
    try:
        archive = _place()
        if not archive.exists():
            _train(archive)
    except StartFailed as error:
        print(f"left out: {error}")
    return 0


def _place() -> Path:
    """One a runtime and list of jars, beside the jars: a fresh clone finds it too."""
    runtime = java.find()
    mark = hashlib.sha256(f"{runtime.path.resolve()} {runtime.version}".encode() + jars.SUMS.read_bytes()).hexdigest()
    return jars.cache_folder() / f"classes-{mark[:16]}.jsa"


def _train(archive: Path) -> None:
    """Start a broker and end it: it leaves behind what it loaded. Raises StartFailed."""
    with throwaway_home() as home:
        made = home / "classes.jsa"
        os.environ[OPTIONS] = f"-XX:ArchiveClassesAtExit={made} {SILENT}"
        try:
            broker = Kafka(home)
            broker.start()
            broker.stop()
        finally:
            del os.environ[OPTIONS]
        if made.exists():
            # In one step: another run on this machine may be about to read it.
            staged = archive.with_suffix(f".{os.getpid()}")
            shutil.copyfile(made, staged)
            staged.replace(archive)


if __name__ == "__main__":
    sys.exit(main())
