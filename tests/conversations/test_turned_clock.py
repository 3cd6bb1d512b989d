"""The machine's clock is turned while people answer: only what is truly too old is refused."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.app import App
from bot.clock import Clock
from bot.computing import InThread
from domain.messages import Address, Incoming
from tests.support.town import Town

TURNS = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(minutes=-15)]


class Turned(Clock):
    """The machine's clock: it shows what it was turned to; time itself only passes."""

    def __init__(self, began: datetime) -> None:
        self.true = began
        self.by = timedelta()

    def now(self) -> datetime:
        return self.true + self.by

    def steady(self) -> float:
        return self.true.timestamp()


class Office:
    """The coordinator behind a network whose own clock says when each message was written."""

    def __init__(self, town: Town) -> None:
        self.clock = Turned(town.clock.now())
        self.app = App(town.database, self.clock, [town.channel], compute=InThread())
        self._who = town.coordinator
        self._keys = count()

    async def says(self, text: str, *, written: timedelta = timedelta()) -> str:
        """What is answered; a minute passes. `written`: how long before it is brought."""
        self.clock.true += timedelta(minutes=1)
        await self.app.inbox.receive(
            Incoming(
                Address(self._who.channel.name, self._who.channel.bot, self._who.chat),
                f"n{next(self._keys)}",
                text,
                self.clock.now(),
                sent_at=self.clock.true - written,
            )
        )
        await self.app.settle()
        return self._who.heard_last


@pytest.mark.parametrize("by", TURNS)
async def test_what_was_asked_before_the_turn_is_answered_after_it(
    town: Town, by: timedelta
) -> None:
    office = Office(town)
    assert "2 Không" in await office.says("/dulieu xóa")
    office.clock.by = by
    assert "Giữ nguyên" in await office.says("2")


@pytest.mark.parametrize("by", TURNS)
async def test_what_was_asked_after_the_turn_is_answered_and_after_it_is_turned_back(
    town: Town, by: timedelta
) -> None:
    office = Office(town)
    await office.says("/toi")
    for turned in (by, timedelta()):
        office.clock.by = turned
        assert "2 Không" in await office.says("/dulieu xóa")
        assert "Giữ nguyên" in await office.says("2")


async def test_what_was_written_before_the_question_is_no_answer_to_it_after_a_turn_either(
    town: Town,
) -> None:
    office = Office(town)
    await office.says("/toi")
    office.clock.by = timedelta(hours=1)
    await office.says("/dulieu xóa")
    assert "Giữ nguyên" not in await office.says("2", written=timedelta(minutes=30))
