"""Ties a program to its starter, then becomes it: a plain script, so that no Python runs after a fork.

    python tether.py <starter's pid> <signal> <uid:gid or -> <program> [arguments]

The kernel sends the signal when the *thread* that forked us ends (PR_SET_PDEATHSIG), so nothing outlives a
starter that was killed with SIGKILL. The user is changed first, because a change of user clears the tie.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Never returns: it becomes the program or exits."""
    starter, signal_number, user, *argv = sys.argv[1:]
    if user != "-":
        uid, gid = (int(part) for part in user.split(":"))
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, int(signal_number)) != 0:
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    # The starter may have died before the tie was made: then no signal will ever come.
    if os.getppid() != int(starter):
        sys.exit("the starter is gone")
    try:
        os.execvp(argv[0], argv)  # noqa: S606 - the point of this script
    except OSError as error:
        sys.exit(f"{argv[0]}: {error.strerror}")


if __name__ == "__main__":
    main()
