"""Getting the papers: `/kehoach in` on the office's page and elsewhere, and the command line."""

import re
from datetime import date
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.app import App
from bot.clock import AdjustableClock
from bot.commands import plan
from bot.computing import InThread
from bot.papers.files import files
from bot.sample_people import join_most
from bot.serving import house
from channels.web import WebChannel
from db import people, plans
from db.base import Database
from db.meetings import Meeting
from db.papers import plan_paper
from domain.calendar import local_date
from domain.messages import Incoming, Outgoing, Source
from domain.people import Role
from domain.reports.plan_sheet import PaperLine, PlanPaper, Standing
from domain.web_chats import address_of
from handlers.base import Policy, Request, text_of
from handlers.papers import offer
from tests.operating.conftest import Run
from tests.papers.png import size_of
from tests.support.town import Town, instant
from web.kept_papers import KEPT, Papers
from web.server import application, serve

NOW = instant("2026-11-20 09:00")


async def printed(town: Town) -> dict[str, PaperLine]:
    async with town.database.read() as session:
        row = await plans.current(session, "2026-12")
        assert row is not None
        lines = await plans.lines(session, plans.PlanId(row.id))
        paper = await plan_paper(session, row, lines, local_date(town.clock.now()))
    assert paper.approved == (row.state == "approved")
    return {line.code: line for line in paper.lines}


async def test_elsewhere_the_command_line_is_named(town: Town) -> None:
    assert "Chưa có kế hoạch" in await town.coordinator.says("/kehoach in")
    await town.drafts()
    answer = await town.coordinator.says("/kehoach in")
    assert "python -m bot plan 2026-12 --papers" in answer
    assert "nhắn /xuat tháng 12/2026 rồi tên xã" in answer
    assert "http" not in answer
    assert "python -m bot plan 2026-12 --papers" in await town.coordinator.says("/kehoach 12 in")
    assert "http" not in await town.secretary("Mòng").says("/kehoach in")


async def test_an_approved_plan_is_printed_as_it_stands_now(town: Town) -> None:
    await town.publish()
    assert (await printed(town))["NM01"].starts_at == instant("2026-12-05 19:30")
    async with town.database.begin() as session:
        moved, put_off = [
            await session.get_one(Meeting, row.id)
            for code in ("NM01", "SD01")
            for row in await town.rows(Meeting, branch_id=town.ids.branches[code])
        ]
        moved.starts_at, moved.place = instant("2026-12-04 14:00"), "nhà bí thư"
        put_off.state = "postponed"
    lines = await printed(town)
    assert lines["NM01"].starts_at == instant("2026-12-04 14:00")
    assert (lines["NM01"].place, lines["NM01"].habitual) == ("nhà bí thư", False)
    assert lines["NM01"].guests == ("Hà Văn Tiến",)
    assert (lines["SD01"].starts_at, lines["SD01"].standing) == (None, Standing.POSTPONED)
    assert lines["TL01"].habitual


async def test_the_office_of_a_commune_gets_its_own_branches_only(town: Town) -> None:
    await town.drafts()
    kept: list[PlanPaper] = []

    def keep(paper: PlanPaper) -> str:
        kept.append(paper)
        return "http://127.0.0.1/papers/x"

    async with town.database.begin() as session:
        for code in ("DP1", "DP2"):
            person = await people.person(session, town.ids.people[code], date(2026, 11, 16))
            row = await plans.current(session, "2026-12")
            assert row is not None
            request = Request(
                session=session,
                now=town.clock.now(),
                person=person,
                address=address_of(person.id),
                text="in",
                source=Source.TEXT,
                policy=Policy(papers=keep),
                actor_id=person.id,
            )
            assert "http://127.0.0.1/papers/x" in text_of(await offer(request, row)).text
    whole, own = [{line.code for line in paper.lines} for paper in kept]
    assert whole == {"NM01", "NM02", "SD01", "SD02", "TL01", "TL02"}
    assert own == {"TL01", "TL02"}


@pytest.mark.slow
async def test_the_office_opens_the_papers_from_the_chat(district: str) -> None:
    channel, clock = WebChannel(), AdjustableClock(NOW)
    papers = Papers(clock.now, files)
    policy = Policy(papers=papers.keep)
    app = App(Database(district), clock, [channel], policy=policy, compute=InThread())
    await join_most(app, channel.name, channel.bot, left_out=0)
    async with app.database.read() as session:
        (coordinator, _) = await people.holders(session, [Role.COORDINATOR], local_date(NOW))
    heard: list[str] = []
    server = await serve(application(house(app, channel, papers=papers)), "127.0.0.1", 0)
    papers.address = server.url
    await channel.start(app.inbox.receive)
    channel.listen(lambda m: heard.append(m.text) if isinstance(m, Outgoing) else None)
    for key, text in enumerate(("/kehoach 12/2026", "/kehoach in")):
        await channel.carry(Incoming(address_of(coordinator.id), f"k-{key}", text, NOW))
        await app.settle()

    (address,) = re.findall(r"http\S+", heard[-1])
    async with ClientSession() as browser:
        async with browser.get(address) as page:
            text = await page.text()
            assert "DỰ THẢO" in text
            assert "no-store" in page.headers["Cache-Control"]
            assert "img-src 'self'" in page.headers["Content-Security-Policy"]
        links = sorted(set(re.findall(r'href="(/papers/[^"]+)"', text)))
        assert len(links) == 3 + 12  # the sample district has twelve communes
        for link in links:
            async with browser.get(server.url.rstrip("/") + link) as file:
                assert file.status == 200
                body = await file.read()
                start = {"pdf": b"%PDF", "png": b"\x89PNG", "xlsx": b"PK"}[link.rsplit(".")[-1]]
                assert body.startswith(start)
        for wrong in (f"{address}-", f"{address}/nothing.pdf", f"{address}/../month.png"):
            async with browser.get(wrong) as none:
                assert none.status == 404
        clock.move_to(NOW + KEPT)
        async with browser.get(address) as old:
            assert old.status == 404
    await server.stop()
    await app.database.close()


@pytest.mark.slow
def test_the_command_line_writes_every_paper(
    run: Run, district: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "CLOCK", AdjustableClock(NOW))
    folder = tmp_path / "papers"
    asked = ("plan", "2026-12", "--papers", str(folder), "--database", district)
    status, said, trouble = run(*asked)
    assert (status, trouble) == (0, "")
    assert "94/94 chi bộ" in said
    assert "15 tệp" in said
    names = {file.name for file in folder.iterdir()}
    assert {"month.png", "month.pdf", "draft.xlsx", "xa-na-meo.pdf"} < names
    assert len(names) == 15
    width, height = size_of((folder / "month.png").read_bytes())
    assert (width, height < 3600) == (1080, True)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    status, said, _ = run(*asked)  # the draft is left alone
    assert (status, said.count("\n"), "chi bộ" in said) == (0, 1, False)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_folder_that_cannot_be_written_to_is_one_line(
    run: Run, district: str, tmp_path: Path
) -> None:
    taken = tmp_path / "file"
    taken.write_text("")
    status, said, trouble = run("plan", "2026-12", "--papers", str(taken), "--database", district)
    assert (status, said, trouble.count("\n")) == (1, "", 1)
