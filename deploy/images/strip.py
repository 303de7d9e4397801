"""In the build's last step: takes from the base what no process of ours runs, shell and package managers first.

What dpkg wrote down stays, because scanners of images read from it what is inside.
"""

import os
import shutil
import sys
from pathlib import Path

PROGRAMS = ("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
UNMERGED = ("/bin", "/sbin")
FOLDERS = (
    "/usr/lib/apt", "/var/lib/apt", "/var/cache", "/var/log", "/usr/share/doc", "/usr/share/man", "/usr/share/perl5",
    "/usr/share/locale", "/usr/share/info", "/root/.cache", "/tmp",  # noqa: S108 - the build's
)  # fmt: skip
LIBRARIES = ("ensurepip", "idlelib", "lib2to3", "turtledemo", "test")


def programs(kept: Path) -> list[Path]:
    """Every program of the base but the interpreter and the links that lead to it."""
    folders = [Path(name) for name in (*PROGRAMS, *UNMERGED) if Path(name).is_dir() and not Path(name).is_symlink()]
    return [file for folder in folders for file in folder.iterdir() if file.resolve() != kept]


def main() -> None:
    """Runs as root inside the build; never anywhere else."""
    if not Path("/app/cli/main.py").exists() or os.getpid() != 1:
        sys.exit("strip: this is for the build of the image alone")
    kept = Path(sys.executable).resolve()
    library = Path(os.__file__).parent
    packages = [path for name in ("pip*", "setuptools*", "wheel*") for path in library.glob(f"*-packages/{name}")]
    debian = [path for name in ("pip*", "setuptools*", "wheel*") for path in Path("/usr/lib/python3").glob(f"*/{name}")]
    for folder in [*map(Path, FOLDERS), *(library / name for name in LIBRARIES), *packages, *debian]:
        shutil.rmtree(folder, ignore_errors=True)
    for perl in Path("/usr/lib").glob("**/perl*"):
        shutil.rmtree(perl, ignore_errors=True)
    for program in programs(kept):
        program.unlink()
    Path("/tmp").mkdir(mode=0o1777)  # noqa: S108 - every process's working folder
    Path("/tmp").chmod(0o1777)  # noqa: S108


if __name__ == "__main__":
    main()
