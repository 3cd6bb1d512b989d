"""/socai: what became of every message, for the office; and one summary after a mass send."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import collect, follow_ups
from channels.base import Failure
from db import ledger
from db.base import Database
from domain.ledger import SUBJECTS, Entry, Fate
from domain.messages import OutgoingState, Why
from domain.people import Role
from domain.summaries import SummaryRules
from scheduler.base import Reminder
from tests.support.town import PLAN, Town
from texts import ledger_states

TWO = {"SD01": "2026-12-10 19:30", "NM01": "2026-12-05 19:30"}


async def publish(town: Town, dates: dict[str, str] = PLAN) -> None:
    """December is approved on a network that may fail, so that no ready-made copy serves."""
    await town.drafts(dates)
    await town.coordinator.says("/duyet")
    await town.coordinator.says("1")
    town.forget()


async def entries(town: Town, code: str, kind: str) -> list[Entry]:
    """Occasions of one kind of one person."""
    async with town.database.read() as session:
        found = await ledger.entries(session, persons=[town.person(code).id])
    return [entry for entry in found if entry.kind == kind]


async def fates(town: Town, code: str, kind: str) -> list[Fate]:
    return [entry.fate for entry in await entries(town, code, kind)]


async def test_told_then_answered_and_the_day_says_so(town: Town) -> None:
    await town.publish()
    assert await fates(town, "CB02", "publish") == [Fate.TOLD]
    await town.cadre("Lương").says("1")
    assert await fates(town, "CB02", "publish") == [Fate.ANSWERED]

    shown = await town.coordinator.says("/socai")
    assert shown.startswith("SỔ CÁI Thứ Hai 16/11/2026")
    assert "trong đó đã trả lời 1" in shown


async def test_an_answer_entered_by_the_office_counts(town: Town) -> None:
    await town.publish()
    await town.coordinator.says("/nhapho Lương dự")
    assert await fates(town, "CB02", "publish") == [Fate.ANSWERED]


async def test_who_is_not_reached_is_given_to_somebody_to_phone(town: Town) -> None:
    town.channel.fail("chat-CB02", Failure.PERMANENT, times=9)
    await publish(town)
    (entry,) = await entries(town, "CB02", "publish")
    assert (entry.fate, entry.state, entry.reason) == (
        Fate.TO_PHONE,
        OutgoingState.REFUSED,
        Why.BLOCKED,
    )
    assert entry.phoning is not None
    assert [who.id for who in entry.phoning.asked] == [town.coordinator.id]
    assert entry.phoning.tries == 0

    shown = await town.coordinator.says("/socai")
    assert "Không tới được: " in shown
    listed = await town.coordinator.says("1")
    assert "đ/c Lương" in listed
    assert "chưa gọi" in listed
    digit = next(line.split()[0] for line in listed.splitlines() if "đ/c Lương" in line)
    steps = await town.coordinator.says(digit)
    assert "Từng bước:" in steps
    assert "chờ gửi" in steps
    assert "đang gửi, lần 1" in steps
    assert "không gửi được" in steps


async def test_a_wrong_guess_of_the_network_is_put_right_by_a_receipt(town: Town) -> None:
    town.channel.fail("chat-CB02", Failure.UNKNOWN)
    await publish(town)
    (entry,) = await entries(town, "CB02", "publish")
    assert entry.fate is Fate.TO_PHONE
    assert replace(entry, delivered_at=town.clock.now()).fate is Fate.TOLD


async def test_a_moved_meeting_leaves_nothing_owed(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-03 21:30")
    await town.secretary("Ngàm", "SD").says("/doilich 15/12 19h30")
    await town.secretary("Ngàm", "SD").says("1")
    found = {entry.fate for entry in await entries(town, "CB02", "moved")}
    assert found <= {Fate.TOLD, Fate.ANSWERED, Fate.WAITING}


async def test_by_person_by_branch_and_by_day(town: Town) -> None:
    await town.publish()
    of_person = await town.coordinator.says("/socai CB02")
    assert "Lương" in of_person.splitlines()[0]
    of_meeting = await town.coordinator.says("/socai SD01")
    assert "bản Ngàm (Sơn Điện)" in of_meeting.splitlines()[0]
    of_day = await town.coordinator.says("/socai 16/11")
    assert of_day.splitlines()[0] == "SỔ CÁI Thứ Hai 16/11/2026"
    assert "Không tìm thấy" in await town.coordinator.says("/socai zzz")
    assert "có thể là" in await town.coordinator.says("/socai Ngàm")
    assert "SỔ CÁI" in await town.coordinator.says("1")


async def test_pages_and_the_way_back(town: Town) -> None:
    await town.publish()
    first = await town.coordinator.says("/socai")
    digit = next(line.split()[0] for line in first.splitlines() if "Đã báo (" in line)
    page = await town.coordinator.says(digit)
    assert "(1-5/" in page
    assert "6 Xem tiếp (còn " in page
    assert "(6-" in await town.coordinator.says("6")
    again = await town.coordinator.says(str(len(town.coordinator.messages[-1].options)))
    assert again.splitlines()[0] == first.splitlines()[0]


async def test_the_office_next_door_sees_its_own(town: Town) -> None:
    await town.publish()
    town.channel.fail("chat-CB02", Failure.PERMANENT, times=9)
    next_door = await town.person("DP2").says("/socai")
    digit = next(line.split()[0] for line in next_door.splitlines() if "Đã báo (" in line)
    assert "Lương" not in await town.person("DP2").says(digit)
    assert "Lương" not in await town.person("DP2").says("/socai CB02")
    assert "/socai" not in (await town.cadre("Lương").says("/trogiup"))


async def summed(town: Town, rules: SummaryRules) -> None:
    """The follow-ups of the house with other rules of summing up."""
    town.app.metronome._follow_ups = (follow_ups.summaries(rules), follow_ups.losses(rules))


async def test_one_summary_after_a_publication(town: Town) -> None:
    await summed(town, SummaryRules(least=3))
    town.channel.fail("chat-CB02", Failure.PERMANENT, times=9)
    await publish(town, TWO)
    await town.clock.reaches("2026-11-16 09:05")
    (said,) = [text for text in town.coordinator.news if text.startswith("KẾT QUẢ GỬI")]
    assert "Công bố kế hoạch" in said
    assert "Không tới được: 1" in said
    assert "đ/c Lương" in await town.coordinator.says("1")
    await town.clock.reaches("2026-11-16 12:00")
    assert not [text for text in town.coordinator.news if text.startswith("KẾT QUẢ GỬI")]


async def test_a_summary_says_how_many_still_wait(town: Town) -> None:
    await summed(town, SummaryRules(least=3, to=Role.ADMIN))
    for code in ("CB02", "BT-SD01"):
        town.channel.fail(f"chat-{code}", Failure.PASSING, times=99)
    await publish(town, TWO)
    await town.clock.reaches("2026-11-16 09:25")
    assert town.admin.news == []
    await town.clock.reaches("2026-11-16 09:45")
    (said,) = town.admin.news
    assert "Đang chờ gửi: 2" in said
    assert "KẾT QUẢ" not in "".join(town.coordinator.news)


async def test_a_summary_does_not_push_a_question_aside(town: Town) -> None:
    await summed(town, SummaryRules(least=3))
    await publish(town, TWO)
    await town.coordinator.says("/nhapho Lương")
    await town.clock.reaches("2026-11-16 09:05")
    assert town.coordinator.heard_last.endswith("Xem từng người: /socai")
    assert "Đã ghi" in await town.coordinator.says("1")


@pytest.mark.slow
async def test_what_came_too_late_is_told_once(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-04 12:00")
    town.forget()
    await town.clock.sleeps_until("2026-12-06 09:00")
    await town.clock.reaches("2026-12-06 09:30")
    told = [text for text in town.coordinator.news if text.startswith("TIN QUÁ GIỜ")]
    assert len(told) == 1
    assert "đã qua thời điểm cần báo" in told[0]
    await town.clock.reaches("2026-12-07 07:00")
    assert not [text for text in town.coordinator.news if text.startswith("TIN QUÁ GIỜ")]


@pytest.mark.both_databases
@pytest.mark.slow
async def test_every_occasion_of_a_month_has_one_fate_and_every_loss_somebody(
    town: Town, database: Database
) -> None:
    town.channel.fail("chat-CB01", Failure.PERMANENT, times=99)
    town.channel.fail("chat-BT-NM02", Failure.UNKNOWN, times=2)
    await publish(town)
    await town.clock.reaches("2026-12-09 09:00")
    async with database.read() as session:
        found = await ledger.entries(session)
    assert len(found) > 40
    assert len({(e.key, e.outgoing_id) for e in found}) == len(found)
    lost = [entry for entry in found if entry.fate is Fate.TO_PHONE]
    assert lost
    assert [e.key for e in lost if e.phoning is None or not e.phoning.asked] == []
    waiting = [entry for entry in found if entry.fate is Fate.WAITING]
    assert all(entry.due_at > town.clock.now() - timedelta(minutes=1) for entry in waiting)


def test_every_reminder_says_what_answers_it_and_every_state_has_words() -> None:
    kinds = {one.kind for one in collect.declared("scheduler.reminders", Reminder)}
    assert kinds <= set(SUBJECTS)
    assert set(SUBJECTS) <= set(ledger_states.KINDS)
    assert set(ledger_states.STATES) == set(OutgoingState)
    assert set(ledger_states.REASONS) == set(Why)
    assert set(ledger_states.FATES) == set(Fate)
