"""In the build, after pip: the code's path file, the command, folders for secrets; then pip itself goes."""

import compileall
import shutil
import sys
import sysconfig
from pathlib import Path

COMMAND = """#!{python}
from cli.main import app

app(prog_name="jiayuan")
"""
# An empty named volume takes owner and mode from what lies at its place in the image: a job that is not root can
# then write into it. One folder a process, so that each is given its own secrets and no others.
SECRETS = (
    "keys", "postgres", "kafka", "jobs", "tools", "gateway", "activities", "inspections", "relief", "engagement",
    "engagement-stream", "watch",
)  # fmt: skip


def main() -> None:
    """Needs the environment's own Python: what it settles is its own folder."""
    packages = Path(sysconfig.get_path("purelib"))
    (packages / "jiayuan.pth").write_text("/app\n")
    command = Path(sys.prefix) / "bin" / "jiayuan"
    command.write_text(COMMAND.format(python=sys.executable))
    command.chmod(0o755)
    for name in SECRETS:
        Path("/secrets", name).mkdir(parents=True)
    for gone in [*packages.glob("pip*"), *packages.glob("setuptools*"), *packages.glob("pkg_resources")]:
        shutil.rmtree(gone)
    for gone in (Path(sys.prefix) / "bin").glob("pip*"):
        gone.unlink()
    # The root will be read-only: what is not compiled now is compiled at every start.
    compileall.compile_dir("/app", quiet=1)
    compileall.compile_dir(packages, quiet=2)


if __name__ == "__main__":
    main()
