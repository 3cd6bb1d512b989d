"""`python -m bot demo --database`: the sample district on PostgreSQL, talked to by its page."""

import asyncio
import json
import os
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import admin
from tests.operating.conftest import Run
from tests.operating.test_starting import get, started, stops
from tests.support.postgres import Postgres


def _says(address: str, chat: str, text: str, answer: str) -> None:
    """Say something on the page and wait for what is answered."""
    said = json.dumps({"text": text, "key": f"said-{time.monotonic_ns()}"}).encode()
    headers = {"Content-Type": "application/json", "Origin": address.rstrip("/")}
    asked = urllib.request.Request(f"{address}api/chat/{chat}", said, headers)
    with urllib.request.urlopen(asked, timeout=20):
        pass
    end = time.monotonic() + 60
    while answer not in (heard := str(json.loads(get(f"{address}api/chat/{chat}")))):
        assert time.monotonic() < end, heard[-500:]
        time.sleep(0.1)


@pytest.mark.slow
def test_a_month_is_planned_on_a_server(
    postgres_server: Postgres, run: Run, tmp_path: Path, free_port: int
) -> None:
    name = f"demo_{os.urandom(4).hex()}"
    asyncio.run(admin(postgres_server, f"CREATE DATABASE {name}"))
    url = postgres_server.url(name)
    try:
        asked = "demo", "--port", str(free_port), "--database", url
        with started(tmp_path, *asked) as (process, address):
            people = json.loads(get(f"{address}api/people?q=DP1"))["people"]
            chat = people[0]["chat"]
            _says(address, chat, "/kehoach 12/2026", "94/94 chi bộ có lịch")
            _says(address, chat, "/duyet", "Công bố chứ?")
            _says(address, chat, "1", "Đã duyệt và công bố")
            assert stops(process) == ""
        status, _, trouble = run(*asked)  # what is there is kept
        assert (status, trouble.count("\n")) == (1, 1)
        assert not (tmp_path / "var").exists()
    finally:
        asyncio.run(admin(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))
