"""Which process this is, and whether another one still lives, as far as this machine can tell."""

import os
import socket
from pathlib import Path

from db.leases import Process

PROC = Path("/proc")


def this_process() -> Process:
    """The process that asks."""
    pid = os.getpid()
    return Process(socket.gethostname(), _machine(), pid, _born(pid) or "")


def lives(process: Process) -> bool | None:
    """Whether a process still runs; None when this machine cannot know."""
    if process.machine != _machine() or not _boot():
        return None
    return _born(process.pid) == process.born


def rebooted(process: Process) -> bool:
    """Whether the machine of this name has been started again since."""
    boot = process.machine.partition("/")[0]
    return process.host == socket.gethostname() and "" not in (boot, _boot()) and boot != _boot()


def _machine() -> str:
    """One boot of one machine, as seen from one container; empty parts where that is not told."""
    try:
        inside = os.readlink(PROC / "self/ns/pid")
    except OSError:
        inside = ""
    return f"{_boot()}/{inside}"


def _boot() -> str:
    return _read(PROC / "sys/kernel/random/boot_id")


def _born(pid: int) -> str | None:
    """When a process began, in ticks since the boot; None when there is none or it is dead."""
    # After the name, which may contain anything but is in brackets: the state is third.
    fields = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    return None if not fields or fields[0] in "ZX" else fields[19]


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
