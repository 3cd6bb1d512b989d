"""Several hosts on one machine: network namespaces with a wire each to a common switch.

Needs the right to make them (root with CAP_NET_ADMIN); `NoHosts` says what is missing. Each host
reaches the machine of the test, where database and network stand, only through its own wire.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

HOME = "10.231.7.1"  # of a range that is nobody's; the switch ends with the test


class NoHosts(Exception):
    """No namespaces can be made here; the message says why."""


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoHosts(f"ip {' '.join(words)}: {done.stderr.strip()[-200:]}")


class Host:
    """One of them: `words` put a command there."""

    def __init__(self, switch: str, number: int) -> None:
        self.name = f"{switch}h{number}"
        self.words = ("ip", "netns", "exec", self.name)
        self._wire = f"{switch}w{number}"
        far = f"{switch}f{number}"
        _ip("netns", "add", self.name)
        _ip("link", "add", self._wire, "type", "veth", "peer", "name", far)
        _ip("link", "set", far, "netns", self.name)
        _ip("link", "set", self._wire, "master", switch, "up")
        address = f"{HOME.rpartition('.')[0]}.{10 + number}/24"
        _ip("-n", self.name, "addr", "add", address, "dev", far)
        _ip("-n", self.name, "link", "set", far, "up")
        _ip("-n", self.name, "link", "set", "lo", "up")

    def cut(self) -> None:
        """Nothing gets through, and nobody is told."""
        _ip("link", "set", self._wire, "down")

    def mend(self) -> None:
        """The wire is whole again."""
        _ip("link", "set", self._wire, "up")


@contextmanager
def hosts(many: int) -> Iterator[list[Host]]:
    """So many hosts on one switch, gone at the end. Raises NoHosts."""
    if shutil.which("ip") is None or os.geteuid() != 0:
        raise NoHosts("needs root and the command ip (package iproute2)")
    switch = f"cb{os.getpid() % 100_000}"
    made: list[Host] = []
    try:
        _ip("link", "add", switch, "type", "bridge")
        _ip("addr", "add", f"{HOME}/24", "dev", switch)
        _ip("link", "set", switch, "up")
        made += [Host(switch, number) for number in range(many)]
        yield made
    finally:
        for number in range(many):
            subprocess.run(["ip", "netns", "del", f"{switch}h{number}"], capture_output=True)
            subprocess.run(["ip", "link", "del", f"{switch}w{number}"], capture_output=True)
        subprocess.run(["ip", "link", "del", switch], capture_output=True)
