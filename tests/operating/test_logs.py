"""Whatever happens in a conversation, no log line holds a text, a number, a name or a code."""

import json
import logging

import pytest
from sqlalchemy import text

from bot import logs
from bot.desk import Handled
from channels.base import Failure
from db.base import Database
from handlers.base import Request
from tests.support.residents import PEOPLE
from tests.support.town import Town

PRIVATE = "chuyện riêng 0912345678"


async def breaks(request: Request, *_asked: object) -> Handled:
    raise RuntimeError(f"cannot read {request.text!r} of {request.person.name}")


async def converse(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that goes well or wrong once; the codes that were made."""
    await town.coordinator.says("/moi BT-NM01")
    code = town.coordinator.heard_last.rpartition(": ")[2].strip()
    stranger = town.stranger()
    for said in ("CFGH-3469", code, "1", PRIVATE, "/toi"):
        await stranger.says(said)
    await town.publish()
    await town.cadre("Hà").says(f"bận, {PRIVATE}")
    town.channel.fail(town.cadre("Lương").chat, Failure.PERMANENT)
    town.channel.fail(town.leader.chat, Failure.UNKNOWN)
    await town.cadre("Lương").says(PRIVATE)
    await town.leader.says("/tuan")
    with monkeypatch.context() as broken:
        broken.setattr(town.app.desk, "handle", breaks)
        await town.secretary("Mòng").says(PRIVATE)
    await town.clock.reaches("2026-11-30 18:30")
    return [code]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_conversation_leaves_no_words_in_the_log(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    form: str,
) -> None:
    logs.set_up("DEBUG", form)
    town = Town(database)
    await town.wake()
    codes = await converse(town, monkeypatch)

    said = capsys.readouterr().err
    assert "message failed" in said
    assert "not sent" in said
    assert "breaks" in said  # where it broke
    secret = [PRIVATE, "riêng", "0912345678", *codes, *(c.replace("-", "") for c in codes)]
    secret += [person.name for person in PEOPLE]
    secret += [phone.removeprefix("+") for phone in town.ids.phones.values() if phone]
    assert [word for word in secret if word in said] == []
    if form == "json":
        events = [json.loads(line) for line in said.splitlines()]
        assert {"at", "level", "logger", "event"} <= set.intersection(*map(set, events))
        (failed,) = [event for event in events if event["event"] == "message failed"]
        assert failed["channel"] == "fake"
        assert failed["key"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_second_line_is_not_kept(capsys: pytest.CaptureFixture[str], form: str) -> None:
    """asyncio writes of a lost exception: its own words, then the exception with all of its own."""
    logs.set_up("DEBUG", form)
    lost = RuntimeError(PRIVATE)
    logging.getLogger("x").error("never retrieved\nfuture: %r", lost, exc_info=lost)

    said = capsys.readouterr().err
    assert "never retrieved" in said
    assert "RuntimeError" in said
    assert "riêng" not in said


async def test_errors_of_the_database_do_not_show_what_was_to_be_stored(database: Database) -> None:
    with pytest.raises(Exception) as failed:
        async with database.begin() as session:
            await session.execute(text("INSERT INTO nowhere VALUES (:x)"), {"x": PRIVATE})
    assert PRIVATE not in str(failed.value)
