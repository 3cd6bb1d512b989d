"""Two processes on one SQLite file: the second says who is there; a killed one leaves nothing."""

import signal
import socket
import time
from pathlib import Path

from tests.operating.conftest import Run
from tests.operating.test_starting import started, stops


def test_a_second_process_is_refused_and_a_killed_one_is_followed_at_once(
    tmp_path: Path, run: Run
) -> None:
    with started(tmp_path, "run", CHIBO_PORT="0") as (first, _):
        status, said, trouble = run("run", CHIBO_PORT="0")
        assert (status, said) == (1, "")
        assert trouble.count("\n") == 1
        assert f"máy {socket.gethostname()}, PID {first.pid}" in trouble
        assert f"kill {first.pid}" in trouble

        first.send_signal(signal.SIGKILL)
        first.wait()
        began = time.monotonic()
        with started(tmp_path, "run", CHIBO_PORT="0") as (second, _):
            assert time.monotonic() - began < 15  # the start of a process on a busy machine
            assert stops(second) == ""
