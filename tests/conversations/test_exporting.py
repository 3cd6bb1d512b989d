"""Taking figures away: who may, what is in the files, and what a refusal gives away (nothing)."""

import io
import re
import zipfile

from aiohttp import ClientSession
from sqlalchemy import update

from bot import filing
from bot.exports import Exports
from bot.serving import house
from channels.web import WebChannel
from db.audit import EXPORTED, AuditEntry
from db.people import Post
from tests.support.december import happens
from tests.support.town import Player, Town, instant
from web.server import application, serve

ADDRESS = re.compile(r"https://\S+/tep/(\S+)")
# what stands in the database and belongs to others than Na Mèo
OTHERS = ("SD01", "SD02", "TL01", "TL02", "Sơn Điện", "Tam Lư", "bản Sủa", "bản Tình", "bản Hát")


def with_pages(town: Town) -> Exports:
    """The house has a public address."""
    exports = filing.exports(
        town.database, town.clock.now, key="k" * 32, public="https://chibo.example"
    )
    town.app.inbox.policy = filing.with_files(town.app.policy, exports)
    return exports


async def token_of(player: Player, asked: str) -> str:
    match = ADDRESS.search(await player.says(asked))
    assert match is not None, player.heard_last
    return match[1]


async def everything(exports: Exports, token: str) -> str:
    """All that the files of an address say, unpacked."""
    listed = await exports.page.listed(token)
    assert listed is not None
    said = [listed.title]
    for name, label in listed.files:
        drawn = await exports.page.behind(token, name)
        assert drawn is not None
        assert drawn.content is not None
        said += [name, label, _unpacked(name, drawn.content)]
    return "\n".join(said)


def _unpacked(name: str, content: bytes) -> str:
    if not name.endswith(("xlsx", "docx")):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(one).decode("utf-8", "replace") for one in packed.namelist())


async def test_a_leader_of_a_commune_takes_that_commune_away_and_nothing_else(town: Town) -> None:
    await town.publish()
    await happens(town)
    town.clock.jumps_to("2026-12-20 09:00")
    exports = with_pages(town)

    mine = await everything(exports, await token_of(town.commune_leader, "/xuat tháng 12"))
    assert "NM01" in mine
    assert "bản Mòng" in mine
    assert not [one for one in OTHERS if one in mine]

    whole = await everything(exports, await token_of(town.leader, "/xuat tháng 12/2026"))
    assert not [one for one in ("NM01", *OTHERS) if one not in whole]
    part = await everything(exports, await token_of(town.leader, "/xuat tháng 12 xã sơn điện"))
    assert "SD01" in part
    assert "NM01" not in part


async def test_asking_for_others_and_for_nothing_is_refused_with_the_same_words(
    town: Town,
) -> None:
    await town.publish()
    await happens(town)
    town.clock.jumps_to("2026-12-20 09:00")
    with_pages(town)
    theirs = await town.commune_leader.says("/xuat tháng 12 Sơn Điện")
    nothing = await town.commune_leader.says("/xuat tháng 12 Sơn Nọ")
    assert theirs.replace("Sơn Điện", "…") == nothing.replace("Sơn Nọ", "…")
    assert "Đ/c xem được: Na Mèo" in theirs
    assert "http" not in theirs
    assert "không thuộc phần việc" in await town.secretary("Mòng").says("/xuat")
    assert await town.rows(AuditEntry, action=EXPORTED) == []


async def test_every_export_is_in_the_log_and_no_words_of_anybody(town: Town) -> None:
    await town.publish()
    await happens(town)
    town.clock.jumps_to("2026-12-20 09:00")
    exports = with_pages(town)
    token = await token_of(town.commune_leader, "/xuat tuần 49")
    await exports.page.listed(token)  # a preview of a network changes nothing
    await exports.page.behind(token, "chi-bo-2026-w49.xlsx")
    assert await exports.page.behind(token, "chi-bo-2026-w50.xlsx") is None
    said = [(row.actor_id, row.detail) for row in await town.rows(AuditEntry, action=EXPORTED)]
    who = town.commune_leader.id
    assert said == [
        (who, {"what": "xuat", "period": "2026-W49", "unit": "Na Mèo"}),
        (who, {"what": "chi-bo-2026-w49.xlsx", "period": "2026-W49", "unit": "Na Mèo"}),
    ]


async def test_an_address_dies_with_the_post_and_with_time(town: Town) -> None:
    await town.publish()
    exports = with_pages(town)
    token = await token_of(town.commune_leader, "/xuat")
    assert await exports.page.listed(token) is not None
    town.clock.jumps_to("2026-11-16 09:15")
    assert await exports.page.listed(token) is None

    token = await token_of(town.commune_leader, "/xuat")
    async with town.database.begin() as session:
        await session.execute(
            update(Post)
            .where(Post.person_id == town.commune_leader.id)
            .values(valid_to=instant("2026-11-16 00:00").date())
        )
    assert await exports.page.listed(token) is None
    assert await exports.page.behind(token, "chi-bo-2026-11.csv") is None


async def test_without_a_public_address_the_command_line_is_named(town: Town) -> None:
    await town.publish()
    answer = await town.leader.says("/xuat tuần -1")
    assert "python -m bot report --week 2026-W46 --as LD1" in answer
    assert "http" not in answer
    assert "Hệ thống chưa đọc được" in await town.leader.says("/xuat tháng 13")


async def test_the_page_is_reached_under_a_foreign_name_and_only_read(town: Town) -> None:
    await town.publish()
    exports = with_pages(town)
    pages = application(house(town.app, WebChannel(), exports=exports))
    server = await serve(pages, "127.0.0.1", 0)
    token = await token_of(town.leader, "/xuat tháng 12")
    proxied = {"Host": "chibo.example"}
    async with ClientSession(server.url, headers=proxied) as browser:
        async with browser.get(f"/tep/{token}") as page:
            assert page.status == 200
            assert "no-store" in page.headers["Cache-Control"]
            assert "xa" not in page.headers
            names = re.findall(r'href="(/tep/[^"]+)"', await page.text())
            assert len(names) == 7  # three files, the picture, a schedule for each commune
        async with browser.get(f"/tep/{token}/chi-bo-2026-12.csv") as file:
            assert (file.status, file.content_type) == (200, "text/csv")
            assert b"NM01" in await file.read()
        async with browser.get(f"/tep/{token[:-8]}AAAAAAAA") as gone:
            assert gone.status == 404
            assert "NM01" not in await gone.text()
        for path in ("/", "/chat", "/metrics"):
            async with browser.get(path) as closed:
                assert closed.status == 403
        async with browser.post(f"/tep/{token}", json={}) as posted:
            assert posted.status == 403
    await server.stop()
