"""What the image is made of: a CycloneDX list of the packages of requirements.lock, as they are installed from it.

    python -m deploy.images.sbom var/sbom.json

An environment of its own is made for it, since the one of development holds more than the image does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def main(target: Path) -> int:
    """Writes `target`; answers the status of the first step that failed, or 0."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        # The installer stays outside, so that it is not listed as a part.
        venv.create(folder, with_pip=False)
        python = str(Path(folder) / "bin" / "python")
        install = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--require-hashes"]
        listing = [str(Path(sys.executable).with_name("cyclonedx-py")), "environment", python]
        listing += ["--pyproject", str(REPOSITORY / "pyproject.toml"), "--of", "JSON", "-o", str(target)]
        for step in ([*install, "-r", str(REPOSITORY / "requirements.lock")], listing):
            if status := subprocess.run(step, check=False).returncode:
                return status
    sys.stdout.write(f"{target}, {target.stat().st_size // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
