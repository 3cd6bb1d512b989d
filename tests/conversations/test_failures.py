"""Failures of comparable systems that no single feature answers for."""

import re
from collections.abc import Iterator

import pytest

from bot import collect
from db.outbox import OutgoingRow
from domain.people import Role
from handlers.base import Command
from tests.support.town import Player, Town

COMMANDS = collect.declared("handlers.commands", Command)
END = "2027-01-05 12:00"


async def a_busy_month(town: Town) -> None:
    """Something of everything: declines, a stand-in asked, a move, a repair, a pause, reports."""
    await town.publish()
    await town.cadre("Lương").says("vắng, bận họp tỉnh")
    await town.cadre("Đạt").says("1")
    await town.secretary("Mòng").says("1")
    await town.coordinator.says("/doilich SD02 13/12 7h30")
    await town.coordinator.says("1")
    await town.coordinator.says("/suakehoach TL01 sạt lở 5/12")
    await town.coordinator.says("1")
    await town.clock.reaches("2026-12-05 21:30")
    await town.secretary("Mòng").says("1")
    await town.secretary("Mòng").says("24 20 3 1 0 95")
    await town.clock.reaches(END)


@pytest.mark.slow
async def test_whoever_asked_for_silence_hears_nothing_on_any_path(town: Town) -> None:
    silent = (town.cadre("Hà"), town.secretary("Mòng"), town.leader)
    for player in silent:
        await player.says("/dung")
        await player.says("1")
    assert "Hà Văn Tiến (CB01) đã dừng nhận tin" in " ".join(town.coordinator.news)
    town.forget()
    await town.publish()
    await town.coordinator.says("/doilich NM01 06/12 19h30")
    await town.coordinator.says("1")
    await town.coordinator.says("/suakehoach NM02 sạt lở 6/12")
    await town.coordinator.says("1")
    await town.clock.reaches("2026-12-07 12:00")
    for player in silent:
        assert player.news == [], player.resident.name
    kept = await town.rows(OutgoingRow, person_id=town.cadre("Hà").id)
    assert {(row.state, row.reason) for row in kept[-3:]} == {("refused", "stopped")}
    assert "Hà Văn Tiến (CB01)" in await town.coordinator.says("/danhsach")


@pytest.mark.slow
async def test_no_message_of_a_month_holds_a_number_to_phone(town: Town) -> None:
    await a_busy_month(town)
    heard = [text for player in town.everybody for text in player.heard]
    assert len(heard) > 60
    for text in heard:
        assert not re.search(r"(?<!\d)(?:\+84|0)(?:[ .]?\d){9}(?!\d)", text), text
        assert not re.search(r"(?<!\d)\d{12}(?!\d)", text), text  # a citizen's number


@pytest.mark.slow
async def test_a_reason_stays_between_a_cadre_and_the_office(town: Town) -> None:
    await town.publish()
    town.forget()
    await town.cadre("Lương").says("không dự được, tôi bị ốm nằm viện")
    await town.clock.reaches("2026-12-10 23:00")
    assert "sức khỏe" in "\n".join(town.coordinator.news)
    office = {town.coordinator, town.cadre("Lương")}
    for player in town.everybody:
        if player not in office and player.resident.role is not Role.COORDINATOR:
            for text in player.news:
                assert "sức khỏe" not in text, (player.resident.name, text)
                assert "ốm" not in text, (player.resident.name, text)


GARBAGE = ("", "xyz 99/99", "đ/c Không Có Ai 12/12")


def speakers(town: Town) -> Iterator[Player]:
    """One of each kind of role."""
    yield town.coordinator
    yield town.leader
    yield town.cadre("Hà")
    yield town.secretary("Mòng")


@pytest.mark.slow
async def test_every_command_answers_anything_with_a_next_step(town: Town) -> None:
    await town.publish()
    for player in speakers(town):
        for command in COMMANDS:
            may = player.resident.role in command.roles
            for text in GARBAGE if may else GARBAGE[:1]:
                said = await player.says(f"/{command.name} {text}".strip())
                where = (player.resident.role, command.name, text, said)
                assert said.strip(), where
                assert "lỗi" not in said, where
                if "chưa đọc được" in said or "Không tìm thấy" in said or "thuộc phần" in said:
                    assert re.search(r"/\w+|[Nn]hắn|[Xx]in", said), where
