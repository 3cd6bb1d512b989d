"""`python -m bot codes`: for whom, what is written where, and that the codes let people in."""

import asyncio
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from bot.clock import Clock
from channels.web import WebChannel
from db.base import Database
from domain.messages import Address, Incoming
from domain.web_chats import BOT, CHANNEL
from tests.operating.conftest import Run
from tests.support.bot_api import BotApi
from tests.support.bot_api.server import TOKEN

CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}", re.M)


def test_everybody_who_is_missing_gets_a_code_and_a_slip(run: Run, district: str) -> None:
    status, said, _ = run("codes", "--database", district)

    codes = CODE.findall(said)
    sheet = Path("var/codes.html").read_text()
    assert status == 0
    assert len(codes) == len(set(codes)) > 200
    assert sheet.count('class="slip"') == len(codes)
    assert all(code in sheet for code in codes)
    assert stat.S_IMODE(Path("var/codes.html").stat().st_mode) == 0o600


def test_one_person_a_commune_and_nobody(run: Run, district: str) -> None:
    status, said, _ = run("codes", "--person", "bt-sd01", "--database", district)
    assert (status, len(CODE.findall(said))) == (0, 1)
    assert "BT-SD01" in said
    _, said, _ = run("codes", "--commune", "son dien", "--database", district, "--out", "sd.html")
    people = [line for line in said.splitlines() if CODE.match(line)]
    assert len(people) > 10
    assert all("Sơn Điện" in line for line in people)
    assert "Sơn Điện" in Path("sd.html").read_text()
    status, _, trouble = run("codes", "--commune", "nowhere", "--database", district)
    assert (status, trouble.count("\n")) == (2, 1)
    assert "nowhere" in trouble


def test_an_empty_roster_and_a_place_that_cannot_be_written(run: Run, district: str) -> None:
    status, _, trouble = run("codes", "--database", "sqlite:///empty.sqlite3")
    assert (status, trouble.count("\n")) == (2, 1)
    assert "import" in trouble
    Path("file").touch()
    status, said, trouble = run("codes", "--database", district, "--out", "file/sheet.html")
    assert (status, said, trouble.count("\n")) == (1, "", 1)


def test_a_printed_code_lets_its_person_in_and_only_the_newest_one(run: Run, district: str) -> None:
    old = CODE.findall(run("codes", "--person", "BT-SD01", "--database", district)[1])[0]
    new = CODE.findall(run("codes", "--person", "BT-SD01", "--database", district)[1])[0]
    heard = asyncio.run(_join(district, old, new, "1"))

    assert "Bí thư chi bộ" not in heard[0]
    assert "Bí thư chi bộ" in heard[1]
    assert heard[2].startswith("Đã đăng ký")
    status, said, _ = run("codes", "--commune", "Sơn Điện", "--database", district)
    assert status == 0
    assert "BT-SD01 " not in said
    _, said, _ = run("codes", "--all", "--database", district)
    assert "BT-SD01 " in said


async def _join(url: str, *texts: str) -> list[str]:
    """Say these in a chat nobody has joined from; everything heard."""
    database, channel = Database(url), WebChannel()
    app = App(database, Clock(), [channel])
    heard: list[str] = []
    channel.listen(lambda m: heard.append(m.text) if not isinstance(m, Incoming) else None)
    await channel.start(app.inbox.receive)
    for number, text in enumerate(texts):
        address = Address(CHANNEL, BOT, "p1")
        await channel.carry(Incoming(address, f"k{number}", text, datetime.now(UTC)))
        await app.settle()
    await database.close()
    return heard


async def test_with_a_token_the_qr_opens_the_bot(run: Run, district: str) -> None:
    def make_and_read() -> str:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url}
        status, _, trouble = run("codes", "--person", "CB01", "--database", district, **settings)
        assert (status, trouble) == (0, "")
        return Path("var/codes.html").read_text()

    async with BotApi() as api:
        assert "@chibo_test_bot" in await asyncio.to_thread(make_and_read)


def test_without_an_answer_of_telegram_the_sheet_is_made_all_the_same(
    run: Run, district: str
) -> None:
    settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:1"}
    status, said, trouble = run("codes", "--person", "CB01", "--database", district, **settings)
    assert status == 0
    assert CODE.search(said)
    assert trouble.count("\n") == 1
    assert "TELEGRAM_USERNAME" in trouble
    assert TOKEN.partition(":")[2] not in said + trouble
    settings["TELEGRAM_USERNAME"] = "@quan_son_bot"
    status, _, trouble = run("codes", "--person", "CB01", "--database", district, **settings)
    assert (status, trouble) == (0, "")
    assert "@quan_son_bot" in Path("var/codes.html").read_text()
