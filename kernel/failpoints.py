"""Named places at which a test may kill, raise or delay; they cost one comparison when unset.

`JIAYUAN_FAILPOINT=name:nth:action[,name:nth:action…]` with action kill, raise or sleep: the nth time the
named place is passed, the action happens, once.
"""

import os
import signal
import time

NAMES = frozenset(
    {
        "cmd.before_commit",
        "cmd.after_commit_before_reply",
        "relay.after_read",
        "relay.after_ack_before_mark",
        "relay.after_mark",
        "worker.mid_tx",
        "worker.after_tx_before_offset",
        "sse.mid_frame",
        "ledger.between_legs",
        "erasure.between_rooms",
    }
)
ACTIONS = frozenset({"kill", "raise", "sleep"})
SLEEP_SECONDS = 2.0


class FailpointReached(Exception):
    """Raised where the armed failpoint's action is `raise`."""


def parse(text: str) -> dict[str, tuple[int, str]]:
    """Read `name:nth:action,…` into {name: (nth, action)}. Raises ValueError on a name or action unknown."""
    armed: dict[str, tuple[int, str]] = {}
    for part in filter(None, text.split(",")):
        name, nth, action = part.split(":")
        if name not in NAMES or action not in ACTIONS or int(nth) < 1:
            raise ValueError(f"not a failpoint: {part}")
        armed[name] = (int(nth), action)
    return armed


_armed = parse(os.environ.get("JIAYUAN_FAILPOINT", ""))


def arm(text: str) -> None:
    """Replace what is armed (tests in the same process)."""
    global _armed  # noqa: PLW0603  one process has one set of failpoints
    _armed = parse(text)


def reach(name: str) -> None:
    """Pass the place called `name`."""
    if not _armed or name not in _armed:
        return
    left, action = _armed[name]
    if left > 1:
        _armed[name] = (left - 1, action)
        return
    del _armed[name]
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if action == "raise":
        raise FailpointReached(name)
    # Blocks the whole process on purpose: a stall as seen from outside, not a polite await.
    time.sleep(SLEEP_SECONDS)
