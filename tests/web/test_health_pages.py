"""Health and metrics: what makes the house unwell, and that no figure names anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from db import outbox
from db.base import Database
from domain.messages import Words
from tests.web.conftest import Open, given_by
from tests.web.echo_house import QUESTION, EchoHouse
from web.health import OUTBOX_LATE, TICK_LATE, resident_memory


async def test_a_house_at_work_is_well(house: EchoHouse, open_client: Open) -> None:
    client = await open_client(given_by(house))
    response = await client.get("/healthz")

    assert response.status == 200
    assert await response.json() == {
        "well": True,
        "database": True,
        "migrated": True,
        "tick_age": 0.0,
        "oldest_waiting": 0.0,
        "networks": {},
    }


async def test_before_the_first_tick_it_is_not_at_work(house: EchoHouse, open_client: Open) -> None:
    client = await open_client(replace(given_by(house), ticked=lambda: None))
    response = await client.get("/healthz")

    assert response.status == 503
    assert (await response.json())["tick_age"] is None


@pytest.mark.parametrize(("late", "status"), [(timedelta(0), 503), (-timedelta(seconds=1), 200)])
async def test_a_late_tick_is_unwell(
    house: EchoHouse, open_client: Open, late: timedelta, status: int
) -> None:
    ticked = house.clock.now() - TICK_LATE - late
    client = await open_client(replace(given_by(house), ticked=lambda: ticked))

    assert (await client.get("/healthz")).status == status


async def test_a_message_that_waits_too_long_is_unwell(house: EchoHouse, open_client: Open) -> None:
    async with house.database.begin() as session:
        await outbox.queue(
            session,
            key="late",
            kind="test",
            person_id=house.people["CB01"],
            content=Words("chưa gửi"),
            now=house.clock.now(),
            due_at=house.clock.now(),
        )
    client = await open_client(given_by(house))

    assert (await client.get("/healthz")).status == 200
    house.clock.move_to(house.clock.now() + OUTBOX_LATE)
    response = await client.get("/healthz")
    assert response.status == 503
    assert (await response.json())["oldest_waiting"] == OUTBOX_LATE.total_seconds()


async def test_an_old_database_is_unwell(house: EchoHouse, open_client: Open) -> None:
    async with house.database.begin() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    client = await open_client(given_by(house))
    response = await client.get("/healthz")

    assert response.status == 503
    assert not (await response.json())["migrated"]


async def test_an_unreachable_database_is_unwell(
    house: EchoHouse, open_client: Open, tmp_path: object
) -> None:
    empty = Database(f"sqlite:///{tmp_path}/empty.sqlite3")
    client = await open_client(replace(given_by(house), database=empty))
    response = await client.get("/healthz")
    await empty.close()

    assert response.status == 503
    assert not (await response.json())["database"]


async def test_metrics_count_and_name_nobody(house: EchoHouse, open_client: Open) -> None:
    await house.says("CB01", QUESTION)
    await house.says("BT02", Words("không có địa chỉ"))
    client = await open_client(given_by(house))

    response = await client.get("/metrics")
    page = await response.text()

    assert response.content_type == "text/plain"
    assert 'chibo_outgoing_messages{state="sent"} 1' in page
    assert 'chibo_outgoing_messages{state="refused"} 1' in page
    assert "chibo_open_questions 1" in page
    assert "chibo_tick_lag_seconds 0.0" in page
    assert page.isascii()  # no name, village or message is
    assert "BT01" not in page
    for line in page.splitlines():
        assert line.startswith("# ") or float(line.rpartition(" ")[2]) >= 0


def test_memory_is_measured_in_bytes() -> None:
    assert 10_000_000 < resident_memory() < 10_000_000_000
