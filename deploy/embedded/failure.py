"""The one error of the embedded run: what failed, why, where its log is and what mends it."""

from __future__ import annotations

from pathlib import Path

TAIL_LINES = 12


class StartFailed(RuntimeError):
    """A part could not be started; the message is meant for the person at the terminal."""

    def __init__(self, part: str, why: str, *, log: Path | None = None, mend: str | None = None) -> None:
        self.part = part
        self.why = why
        self.log = log
        self.mend = mend
        lines = [f"{part}: {why}"]
        if log is not None:
            lines.append(f"  log: {log}")
            lines += [f"  | {line}" for line in last_lines(log)]
        if mend is not None:
            lines.append(f"  mend: {mend}")
        super().__init__("\n".join(lines))


def last_lines(log: Path, count: int = TAIL_LINES) -> list[str]:
    """The end of a log, or nothing when there is none yet."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 16_384))
            return file.read().decode("utf-8", "replace").splitlines()[-count:]
    except OSError:
        return []
