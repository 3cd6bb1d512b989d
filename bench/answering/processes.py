"""Processes of a bench: started with a pipe, ended with it, their processor time read."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


class Running:
    """One process and the lines it prints."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )

    def line(self) -> str:
        """The next line it prints. Raises RuntimeError when it ended without one."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        if not line:
            raise RuntimeError(f"{self._process.args} ended")
        return line

    def processor(self) -> float:
        """Seconds of processor it has used."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / _TICK

    def end(self, *, gently: bool) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        if not gently:
            self._process.terminate()
        self._process.wait(timeout=30)


def ours(module: str, *words: str) -> list[str]:
    """The command of one of our modules."""
    return [sys.executable, "-m", module, *words]


@contextmanager
def running(command: Sequence[str], *, gently: bool = True) -> Iterator[Running]:
    """A process inside the block; ended by its standard input, or else by a signal."""
    process = Running(command)
    try:
        yield process
    finally:
        process.end(gently=gently)
