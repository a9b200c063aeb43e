"""Which PostgreSQL processes live, and how one is tied to the life of its parent."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def dies_with_parent() -> Callable[[], None] | None:
    """Runs in the child, after the change of user: a change of user would undo the tie.

    SIGINT asks PostgreSQL for a fast, clean stop. The kernel sends it when the thread that started
    the child ends. Outside Linux there is no such tie; the next start then adopts what still runs.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def tie() -> None:
        prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:  # it died before the tie was made
            os._exit(1)

    return tie


def living(data: Path) -> list[int]:
    """The processes of the server on this data folder, also those that outlived their postmaster."""
    if sys.platform != "linux":
        return _recorded(data)
    real = data.resolve()
    return [int(entry.name) for entry in Path("/proc").iterdir() if _serves(entry, real)]


def _serves(entry: Path, data: Path) -> bool:
    """Every process of a server works from inside its data folder."""
    if not entry.name.isdigit():
        return False
    try:
        return (entry / "comm").read_text() == "postgres\n" and (entry / "cwd").readlink() == data
    except OSError:  # gone meanwhile, or somebody else's
        return False


def _recorded(data: Path) -> list[int]:
    pid = recorded_pid(data)
    return [pid] if pid is not None and alive(pid) else []


def recorded_pid(data: Path) -> int | None:
    """The process number in the server's own pid file. A paused single-user server writes it negative."""
    try:
        return abs(int((data / "postmaster.pid").read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, as somebody else
        return True
    return True
