"""What the house says arrives on Zalo whole and once, or its end is called by its right name."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from channels.base import Failure, SendError
from channels.zalo_bot.failures import until_new_quota
from tests.support.telegram_house import House, until
from tests.support.zalo_house import polling, to
from tests.support.zalo_server import Fault, Person, ZaloServer


@pytest.fixture
def ha(zalo: ZaloServer) -> Person:
    """Somebody the bot may write to."""
    person = zalo.person("Hà")
    person.says("chào")  # nobody polls, so it is lost
    return person


async def failing(zalo: ZaloServer, ha: Person, *faults: Fault, **more: Any) -> SendError:
    """Send once while these faults happen; how that failed."""
    zalo.faults += faults
    async with polling(zalo, **more) as channel:
        with pytest.raises(SendError) as caught:
            await channel.send(to(ha, "xin chào"))
    return caught.value


async def test_a_message_arrives_as_it_was_written(zalo: ZaloServer, ha: Person) -> None:
    text = "**Họp** _bản_ <b>Sủa</b>\n1 Đồng ý\n2 Vắng {red}"
    async with polling(zalo) as channel:
        number = await channel.send(to(ha, text))
    (sent,) = ha.messages
    assert (sent.text, sent.message_id, sent.formatting) == (text, number, {})


async def test_429_as_200_is_not_treated_as_sent(zalo: ZaloServer, ha: Person) -> None:
    zalo.knobs.monthly_limit = 0
    error = await failing(zalo, ha)
    assert error.failure is Failure.QUOTA
    assert error.retry_after is not None
    assert error.retry_after > timedelta(minutes=1)
    assert zalo.bot.delivered == []


@pytest.mark.parametrize(
    ("fault", "failure", "arrived"),
    [
        (Fault("sendMessage", "refuse", 403), Failure.PASSING, 0),
        (Fault("sendMessage", "refuse", 500), Failure.PASSING, 0),
        (Fault("sendMessage", "refuse", 426), Failure.PASSING, 0),
        (Fault("sendMessage", "refuse", 400), Failure.BAD_MESSAGE, 0),
        (Fault("sendMessage", "refuse", 404), Failure.BAD_MESSAGE, 0),
        (Fault("sendMessage", "refuse", -999), Failure.BAD_MESSAGE, 0),
        (Fault("sendMessage", "refuse", 401), Failure.QUOTA, 0),
        (Fault("sendMessage", "refuse", -216), Failure.QUOTA, 0),
        (Fault("sendMessage", "html", 502), Failure.PASSING, 0),
        (Fault("sendMessage", "redirect"), Failure.PASSING, 0),
        (Fault("sendMessage", "html", 504), Failure.UNKNOWN, 0),
        (Fault("sendMessage", "reset"), Failure.UNKNOWN, 0),
        (Fault("sendMessage", "done_code", 408), Failure.UNKNOWN, 1),
        (Fault("sendMessage", "done_reset"), Failure.UNKNOWN, 1),
        (Fault("sendMessage", "done_silent"), Failure.UNKNOWN, 1),
        (Fault("sendMessage", "garbage"), Failure.UNKNOWN, 1),
    ],
    ids=lambda given: f"{given.kind}-{given.code}" if isinstance(given, Fault) else None,
)
async def test_each_failure_by_its_right_name(
    zalo: ZaloServer, ha: Person, fault: Fault, failure: Failure, arrived: int
) -> None:
    if zalo.knobs.mirror_http_status and fault.code < 0:
        pytest.skip("no such HTTP status")
    fault = Fault(fault.method, fault.kind, fault.code)  # faults are used up
    assert (await failing(zalo, ha, fault, read_seconds=0.2)).failure is failure
    assert len(zalo.bot.delivered) == arrived


async def test_a_server_that_is_away_surely_got_nothing(zalo: ZaloServer, ha: Person) -> None:
    async with polling(zalo) as channel:
        await zalo.down()
        with pytest.raises(SendError) as caught:
            await channel.send(to(ha, "xin chào"))
        assert caught.value.failure is Failure.PASSING
        assert "cannot be reached" in str(channel.trouble)
        await zalo.up()
        await channel.send(to(ha, "xin chào"))
        assert ha.heard == ["xin chào"]
        await until(lambda: channel.trouble is None)


async def test_a_chat_that_never_wrote_is_not_delivered(zalo: ZaloServer) -> None:
    async with polling(zalo) as channel:
        with pytest.raises(SendError) as caught:
            await channel.send(to(zalo.person("Lạ"), "xin chào"))
    assert caught.value.failure is Failure.BAD_MESSAGE


async def test_4500_characters_arrive_in_parts_without_losing_one(
    zalo: ZaloServer, ha: Person
) -> None:
    lines = [f"{n}. Đồng chí Lò Thị Mỵ, bí thư chi bộ bản Mòng: họp 19h30." for n in range(80)]
    text = "\n".join(lines)[:4500]
    async with polling(zalo) as channel:
        assert channel.bill(to(ha, text), None).count == 3
        await channel.send(to(ha, text))
    heads = [part.partition("\n")[0] for part in ha.heard]
    assert heads == ["(1/3)", "(2/3)", "(3/3)"]
    assert "".join(part.partition("\n")[2] for part in ha.heard) == text
    assert all(sent.units <= 1800 for sent in ha.messages)


@pytest.mark.parametrize("before", range(1780, 1804))
def test_an_emoji_at_the_cut_stays_whole(before: int) -> None:
    from channels.zalo_bot.send import pieces
    from channels.zalo_bot.settings import ZaloBotSettings

    text = "a" * before + "😀" * 20
    made = pieces(text, ZaloBotSettings(_env_file=None))
    assert all(len(part.encode("utf-16-le")) // 2 <= 1800 for part in made)
    if len(made) > 1:
        made = [part.partition("\n")[2] for part in made]
    assert "".join(made) == text


async def test_a_later_part_that_fails_makes_the_whole_unknown(
    zalo: ZaloServer, ha: Person
) -> None:
    async with polling(zalo) as channel:
        zalo.faults += [Fault("sendMessage", "slow"), Fault("sendMessage", "refuse", 403)]
        with pytest.raises(SendError) as caught:
            await channel.send(to(ha, "chữ " * 800))
    assert caught.value.failure is Failure.UNKNOWN
    assert len(ha.heard) == 1


async def test_during_an_outage_messages_wait_unsent_instead_of_becoming_doubtful(
    zalo: ZaloServer, ha: Person
) -> None:
    async with polling(zalo) as channel:
        zalo.faults.append(Fault("*", "html", 504, times=1_000_000))
        failures = []
        for number in range(1, 6):
            with pytest.raises(SendError) as caught:
                await channel.send(to(ha, "xin chào", number))
            failures.append(caught.value.failure)
        zalo.faults.clear()
        await channel.send(to(ha, "xin chào", 9))
    assert failures == [Failure.UNKNOWN] + [Failure.PASSING] * 4
    assert zalo.bot.count("sendMessage") == 2
    assert ha.heard == ["xin chào"]


async def test_a_server_that_denies_and_delivers_is_not_believed_for_ever(
    zalo: ZaloServer, ha: Person
) -> None:
    failures = []
    async with polling(zalo) as channel:
        zalo.faults.append(Fault("sendMessage", "done_code", 403, times=1_000_000))
        for _ in range(3):
            with pytest.raises(SendError) as caught:
                await channel.send(to(ha, "xin chào"))
            failures.append(caught.value.failure)
    assert failures == [Failure.PASSING, Failure.PASSING, Failure.UNKNOWN]
    assert len(ha.heard) == 3  # the most this server can double


async def test_a_failing_send_is_seen_and_a_good_one_clears_it(
    zalo: ZaloServer, ha: Person, house: House
) -> None:
    async with polling(zalo, house) as channel:
        zalo.faults.append(Fault("sendMessage", "refuse", 403))
        with pytest.raises(SendError):
            await channel.send(to(ha, "xin chào"))
        assert "403" in str(channel.trouble)
        await channel.send(to(ha, "xin chào"))
        assert channel.trouble is None


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 11, 28, 0, 30, tzinfo=UTC), 6),
        (datetime(2026, 11, 30, 15, 0, tzinfo=UTC), 2),  # 22h on the last day in Vietnam
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), 1),
    ],
)
def test_silence_lasts_until_the_month_or_six_hours(now: datetime, hours: int) -> None:
    assert until_new_quota(now) == timedelta(hours=hours)
