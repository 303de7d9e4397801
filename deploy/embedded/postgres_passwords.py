"""The passwords of the embedded database's roles: made at first use, kept in one private file, nowhere else."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from deploy.embedded.failure import StartFailed
from deploy.embedded.places import write_private


class Passwords:
    """One file of JSON, role to password. The data beside it opens to nothing else."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, role: str) -> str:
        """The role's password, made where there is none. Raises StartFailed where the file cannot be read."""
        known = self._known()
        if role not in known:
            known[role] = secrets.token_urlsafe(24)
            write_private(self._file, json.dumps(known, indent=1, sort_keys=True))
        return known[role]

    def forget_unreadable(self) -> None:
        """Before a database is made: a file that was cut short then holds nothing that anything was made with."""
        try:
            self._known()
        except StartFailed:
            self._file.unlink()

    def _known(self) -> dict[str, str]:
        if not self._file.exists():
            return {}
        try:
            known = json.loads(self._file.read_text())
        except ValueError:
            known = None
        if not isinstance(known, dict) or not all(isinstance(v, str) and v for v in known.values()):
            raise StartFailed(
                "postgres",
                f"{self._file} is empty or cut short, and the data beside it opens to nothing else",
                mend="put the file back from a copy, or give the data up with `jiayuan reset`",
            )
        return known
