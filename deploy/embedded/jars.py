"""Kafka's jars: fetched by Maven coordinates through jgo, and checked against our own list of sums.

The list (`jars.sha256`) is in `sha256sum`'s format with paths in a Maven repository's layout, so that
`sha256sum -c` works in the cache folder. jgo does not enforce the sums of its own lock and only warns when a
download differs from its checksum; that is why the list is ours, and is checked before every start.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.failure import StartFailed
from deploy.embedded.places import cache_home
from deploy.embedded.tell import Teller

KAFKA_VERSION = "4.4.0"
KAFKA = f"org.apache.kafka:kafka_2.13:{KAFKA_VERSION}"
SLF4J_SIMPLE = "org.slf4j:slf4j-simple"
SUMS = Path(__file__).with_name("jars.sha256")
DOWNLOADS_AT_ONCE = 6
STAGING = ".staging-"
TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Jar:
    """One file of the list."""

    path: str
    sha256: str

    @property
    def coordinate(self) -> tuple[str, str, str]:
        """Group, artifact and version, read off the Maven layout."""
        *group, artifact, version, _ = self.path.split("/")
        return ".".join(group), artifact, version


def listed(sums: Path = SUMS) -> list[Jar]:
    """The jars this version of Jiayuan runs, and nothing else."""
    pairs = (line.split(maxsplit=1) for line in sums.read_text().splitlines() if line.strip())
    return [Jar(path=path.strip(), sha256=digest) for digest, path in pairs]


def cache_folder() -> Path:
    """Shared by all checkouts of this user: a fresh clone downloads nothing."""
    return cache_home() / f"kafka-{KAFKA_VERSION}"


def faults(folder: Path, sums: Path = SUMS) -> tuple[list[Jar], list[str]]:
    """The jars that are missing, and what is wrong with those that are there."""
    expected = listed(sums)
    missing = [jar for jar in expected if not (folder / jar.path).is_file()]
    present = [jar for jar in expected if (folder / jar.path).is_file()]
    wrong = [f"{jar.path}: the sum differs" for jar in present if digest_of(folder / jar.path) != jar.sha256]
    known = {jar.path for jar in expected}
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*.jar")} if folder.exists() else set()
    wrong += [f"{path}: not on the list" for path in sorted(found - known)]
    return missing, wrong


def digest_of(file: Path) -> str:
    """SHA-256 in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def ensure(teller: Teller, folder: Path | None = None, sums: Path = SUMS) -> list[Path]:
    """Downloads what is missing and returns the class path; refuses jars that are not the listed ones."""
    folder = folder or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        # Two runs on one machine must not write the same file.
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in folder.glob(f"{STAGING}*"):
            # Of a run that was killed while it fetched: what lies there was never checked.
            shutil.rmtree(left)
        missing, wrong = faults(folder, sums)
        refuse(wrong, folder)
        if missing:
            with teller.step(f"fetching {len(missing)} jars of Kafka {KAFKA_VERSION} into {folder}"):
                download(missing, folder, teller)
    return [folder / jar.path for jar in listed(sums)]


def refuse(wrong: list[str], folder: Path) -> None:
    """Raises when any jar is not what the list says."""
    if wrong:
        raise StartFailed(
            "kafka",
            "the jars are not the ones on our list, so the broker is not started:\n  " + "\n  ".join(wrong),
            mend=f"remove {folder} and start again; the jars are then fetched anew",
        )


def download(missing: list[Jar], folder: Path, teller: Teller) -> None:
    """Fetches into a staging folder; a jar takes its place only after its sum was found right."""
    with (
        tempfile.TemporaryDirectory(prefix=STAGING, dir=folder) as staging,
        _bar(len(missing), teller) as tick,
    ):

        def fetch(jar: Jar) -> None:
            file = _resolve(jar, Path(staging))
            if digest_of(file) != jar.sha256:
                raise StartFailed("kafka", f"{jar.path}: what was downloaded is not the listed file")
            (folder / jar.path).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file, folder / jar.path)
            tick(jar, (folder / jar.path).stat().st_size)

        with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
            futures = [pool.submit(fetch, jar) for jar in missing]
            try:
                for future in futures:
                    future.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _resolve(jar: Jar, staging: Path) -> Path:
    from jgo.maven import MavenContext

    logging.getLogger("jgo").setLevel(logging.ERROR)
    group, artifact, version = jar.coordinate
    context = MavenContext(repo_cache=staging, timeout=TIMEOUT_SECONDS)
    try:
        return Path(context.project(group, artifact).at_version(version).artifact().resolve())
    except Exception as error:
        raise StartFailed(
            "kafka",
            f"could not fetch {group}:{artifact}:{version}: {error}",
            mend="check that this machine reaches a Maven repository; what was fetched is kept",
        ) from error


@contextmanager
def _bar(total: int, teller: Teller) -> Iterator[Callable[[Jar, int], None]]:
    """A bar on a terminal; elsewhere a line at every tenth jar."""
    if sys.stderr.isatty() and not teller.quiet:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("  jars", total=total)
            yield lambda _jar, _size: progress.advance(task)
        return
    done, size_done, lock = 0, 0, threading.Lock()

    def tick(_jar: Jar, size: int) -> None:
        nonlocal done, size_done
        with lock:
            done, size_done = done + 1, size_done + size
            if done % 10 == 0 or done == total:
                teller.line(f"    {done} of {total} jars, {size_done / 1e6:.0f} MB")

    yield tick


def renew(sums: Path = SUMS) -> list[Jar]:
    """Writes the list anew from the coordinates: `python -m deploy.embedded.jars`."""
    from jgo.maven import MavenContext

    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), timeout=TIMEOUT_SECONDS)
        named, others = context.resolver.resolve([context.create_dependency(KAFKA)])
        found = [dep for dep in [*named, *others] if dep.scope not in {"test", "provided"}]
        slf4j = next(dep.version for dep in found if dep.artifactId == "slf4j-api")
        found.append(context.create_dependency(f"{SLF4J_SIMPLE}:{slf4j}"))
        files = sorted(Path(dep.artifact.resolve()) for dep in found)
        jars = [Jar(file.relative_to(folder).as_posix(), digest_of(file)) for file in files]
    sums.write_text("".join(f"{jar.sha256}  {jar.path}\n" for jar in jars))
    return jars


if __name__ == "__main__":
    sys.stdout.write(f"{len(renew())} jars listed\n")
