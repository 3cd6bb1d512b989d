"""Files through Telegram, over real HTTP: as a picture or a document, else the words instead."""

import pytest

from channels.base import Failure, SendError
from channels.telegram.files import MOST_CAPTION, caption, is_photo
from domain.exports import Export, ExportFile
from domain.ids import PersonId, UnitId
from domain.messages import Attached, Outgoing
from tests.support.bot_api import BotApi, Fault, User
from tests.support.telegram_house import telegram, to

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
FILE = ExportFile(Export(PersonId(1), "2026-11", (UnitId(1),)), "tinh-hinh.png")


def png(width: int, height: int, size: int = 100) -> bytes:
    return (PNG + width.to_bytes(4) + height.to_bytes(4)).ljust(size, b"\0")


def with_file(user: User, said: str) -> Outgoing:
    message = to(user, "thay cho tệp")
    return Outgoing(
        message.id, message.key, message.address, message.text, file=Attached(FILE, said)
    )


@pytest.fixture
def ha(api: BotApi) -> User:
    person = api.user("Hà")
    person.says("/start")
    return person


@pytest.mark.parametrize(
    ("content", "photo"),
    [
        pytest.param(png(1080, 3800), True, id="tall"),
        pytest.param(
            png(1080, 3900), False, id="too tall"
        ),  # Telegram would make it narrower than a telephone
        pytest.param(png(2100, 100), False, id="too flat"),
        pytest.param(png(1080, 1080, 10_000_001), False, id="too heavy"),
        pytest.param(png(0, 0), False, id="no size"),
        pytest.param(b"%PDF-1.7", False, id="no picture"),
    ],
)
async def test_a_picture_is_seen_at_once_and_all_else_is_opened(
    api: BotApi, ha: User, content: bytes, photo: bool
) -> None:
    assert is_photo(content) is photo

    async def made() -> bytes:
        return content

    async with telegram(api) as channel:
        sent = await channel.send_file(with_file(ha, "Hình *tuần* 49"), made)
    assert sent == str(ha.chat.sent[0].id)
    assert ha.chat.sent[0].file == ("tinh-hinh.png", content)
    assert ha.heard == ["Hình *tuần* 49"]
    assert (api.count("sendPhoto"), api.count("sendDocument")) == (int(photo), int(not photo))


async def test_a_caption_is_cut_where_telegram_takes_no_more(api: BotApi, ha: User) -> None:
    async def made() -> bytes:
        return b"%PDF"

    long = "bản Mòng 👍🏽 " * 200
    async with telegram(api) as channel:
        await channel.send_file(with_file(ha, long), made)
    assert ha.heard[0].endswith("…")
    assert long.startswith(ha.heard[0][:-1])
    assert MOST_CAPTION - 2 <= len(ha.heard[0].encode("utf-16-le")) // 2 <= MOST_CAPTION
    assert caption("Hình") == "Hình"


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (Fault("sendDocument", status=400, description="Bad Request"), Failure.BAD_MESSAGE),
        (Fault("sendDocument", status=413, description="Too Large"), Failure.BAD_MESSAGE),
        (Fault("sendDocument", status=429, retry_after=3), Failure.QUOTA),
        (Fault("sendDocument", status=502), Failure.PASSING),
        (Fault("sendDocument", "done_reset"), Failure.UNKNOWN),
        (Fault("sendDocument", "garbage"), Failure.UNKNOWN),
    ],
)
async def test_a_file_fails_as_words_do(
    api: BotApi, ha: User, fault: Fault, failure: Failure
) -> None:
    async def made() -> bytes:
        return b"%PDF"

    api.faults.append(fault)
    async with telegram(api) as channel:
        with pytest.raises(SendError) as caught:
            await channel.send_file(with_file(ha, "tệp"), made)
    assert caught.value.failure is failure
