"""`python -m forum.leash PID program…`: becomes the program, and stops when process PID dies, however it dies.

Linux keeps this promise itself (PR_SET_PDEATHSIG), so that not even `kill -9` of the parent leaves a stray behind.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tie_to_parent(parent: int) -> None:
    """From now on the death of `parent`, which must be this process's parent, stops this process with SIGTERM."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
    if os.getppid() != parent:
        sys.exit(0)


if __name__ == "__main__":
    tie_to_parent(int(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
