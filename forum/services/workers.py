"""Who a worker process is, and whether it still lives: so that what a killed worker held is taken over at once."""

import os
import socket
from functools import cache
from pathlib import Path

PROCESSES = Path("/proc")


def my_name() -> str:
    """host:namespace:pid:start. The start tells apart two processes that got the same pid."""
    return _name(os.getpid())


@cache
def _name(pid: int) -> str:
    return f"{_place()}:{pid}:{_start(pid)}"


def is_dead(name: str) -> bool:
    """Whether `name` surely lives no more. Of another machine's or container's workers nothing is known: False."""
    place, pid, start = (name.rsplit(":", 2) + ["", ""])[:3]
    if not (PROCESSES / "self").exists() or place != _place() or not pid.isdigit():
        return False
    return _start(int(pid)) != start


def _place() -> str:
    """The machine and its space of pids."""
    try:
        space = os.readlink(PROCESSES / "self/ns/pid").strip("pid:[]")
    except OSError:
        space = "-"
    return f"{socket.gethostname()[:36]}:{space}"


def _start(pid: int) -> str:
    """When the process began, in the kernel's ticks; "" when there is none or it is only waiting to be buried."""
    try:
        fields = (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]
