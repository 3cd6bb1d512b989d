"""Leaders look at figures: every number opens, plain questions are answered, nobody sees more."""

import pytest
from sqlalchemy import select

from db.audit import LOOKED, AuditEntry
from tests.support.town import Town

NEXT_DOOR = ("Sơn Điện", "Tam Lư", "bản Sủa", "bản Tình", "bản Hát", "Lương", "Ngân Văn Đạt")


async def _december(town: Town) -> None:
    """Mòng reports, Ngàm of Na Mèo does not; the others meet later."""
    await town.publish()
    await town.clock.reaches("2026-12-05 21:40")
    assert "ĐÃ HỌP" in await town.secretary("Mòng").says("/baocao 24 20 1 1 2 95")
    await town.clock.reaches("2026-12-07 09:00")


@pytest.mark.slow
async def test_the_week_opens_by_digit_to_its_rows(town: Town) -> None:
    await _december(town)

    said = await town.commune_leader.says("/tuan -1")
    assert "Họp 1/2 chi bộ; chưa báo 1." in said
    assert "Đảng viên dự 20/22 (90,9%); vắng có lý do 1; không lý do 1; miễn 2." in said
    opened = await town.commune_leader.presses("Chưa báo kết quả: 1")
    assert opened.startswith("Lọc: chi bộ chưa báo kết quả; tuần 49 (30/11-06/12/2026); Na Mèo.")
    assert "- bản Ngàm, CN 06/12 14h: chưa báo kết quả; đã nhắc 2 lần" in opened
    assert "Họp 1/2 chi bộ" in await town.commune_leader.says("1")  # back to the summary


async def test_a_question_in_words_prints_its_filter(town: Town) -> None:
    await _december(town)

    said = await town.leader.says("tuần trước bản nào chưa họp?")
    assert said.startswith("Lọc: chi bộ có lịch mà chưa họp; tuần 49 (30/11-06/12/2026); Quan Sơn.")
    assert "- bản Ngàm" in said
    assert "bản Mòng" not in said
    assert "bản Sủa" in await town.leader.says("thang nay ban nao chua hop o xa son dien")
    assert "So sánh tháng 12/2026 với tháng 11/2026" in await town.leader.says("so với tháng trước")
    assert "Đ/c có thể hỏi" in await town.leader.says("xã nào đẹp nhất?")


async def test_nobody_sees_more_by_asking(town: Town) -> None:
    await _december(town)
    inh = town.commune_leader
    for asked in (
        "bản nào chưa họp tháng này?",
        "ai chưa trả lời tháng này?",
        "cán bộ nào chưa dự lần nào?",
        "so với tháng trước",
        "/thang",
        "/quy",
        "/nam",
        "/sosanh",
    ):
        said = await inh.says(asked)
        assert "Na Mèo" in said
        assert not [name for name in NEXT_DOOR if name in said], said
    for asked in ("/xa {}", "/chibo {}", "/canbo {}", "bản nào chưa họp ở xã {}?"):
        refused = await inh.says(asked.format("Tam Lư"))
        assert refused.replace("Tam Lư", "…").replace("tam lu", "…") == (
            await inh.says(asked.format("Mường Xa"))
        ).replace("Mường Xa", "…").replace("muong xa", "…")


@pytest.mark.slow
async def test_those_without_the_right_are_not_read_as_asking(town: Town) -> None:
    await _december(town)
    for person in (town.secretary("Sủa"), town.cadre("Hà")):
        said = await person.says("bản nào chưa họp tháng này?")
        assert "Lọc:" not in said
        assert "Đ/c có thể hỏi" not in said
    for command in ("/tuan", "/thang", "/xa Na Mèo", "/chibo Mòng", "/canbo Hà"):
        assert "Lọc" not in await town.secretary("Sủa").says(command)


@pytest.mark.slow
async def test_a_question_in_words_leaves_the_open_question_open(town: Town) -> None:
    await town.drafts()
    asked = await town.coordinator.says("/duyet")
    said = await town.coordinator.says("tuần này bản nào chưa họp?")
    assert said.startswith("Lọc:")
    assert asked.splitlines()[-1] in said
    assert "Đã duyệt" in await town.coordinator.says("1")


@pytest.mark.slow
async def test_a_branch_and_a_cadre_have_their_cards(town: Town) -> None:
    await _december(town)

    branch = await town.leader.says("/chibo mong")
    assert "NM01 bản Mòng (Na Mèo): 24 đảng viên, miễn 2. Bí thư: đ/c Lò Thị Mỵ." in branch
    assert "đã họp 1/1 buổi" in branch
    assert "T7 05/12 19h30: dự 20/22 (90,9%); 95 phút" in branch
    cadre = await town.leader.says("/canbo tien")
    assert "Đ/c Hà Văn Tiến, năm 2026; Quan Sơn." in cadre
    assert "Được phân công 2 buổi: dự 0/2 (0%)" in cadre
    async with town.database.read() as session:
        looks = list(await session.scalars(select(AuditEntry).where(AuditEntry.action == LOOKED)))
    assert [look.detail["where"] for look in looks] == ["chibo", "canbo"]
    assert looks[1].detail["people"] == [town.cadre("Hà").id]


async def test_questions_about_figures_are_answered_without_the_brief_after_each(
    town: Town,
) -> None:
    await _december(town)
    assert "Việc cần quyết định" in await town.leader.says("/viec")

    for asked in ("tuần này bản nào chưa họp?", "xã nào đẹp nhất", "tình hình tuần trước thế nào?"):
        said = await town.leader.says(asked)
        assert "Việc cần quyết định" not in said
    assert said.rstrip().endswith("Các số khác")  # its lists open by number
    refused = await town.commune_leader.says("tháng này ai vắng ở xã Sơn Điện?")
    assert refused.startswith("“Sơn Điện” không có trong phạm vi")


async def test_what_was_passed_on_is_not_offered_again_that_day(town: Town) -> None:
    await _december(town)
    await town.leader.says("/viec")
    said = await town.leader.presses("Giao văn phòng xử lý (bản Ngàm)")

    assert "Đã chuyển văn phòng xử lý." in said
    assert "Đã giao văn phòng hôm nay." in said
    assert "Giao văn phòng xử lý (bản Ngàm)" not in said


async def test_a_name_of_several_is_chosen_by_digit_and_only_among_the_persons_own(
    town: Town,
) -> None:
    await _december(town)
    both = await town.leader.says("/chibo ngam")
    assert "“ngam” có nhiều kết quả. Đ/c xem:" in both
    assert "bản Ngàm (Na Mèo)" in both
    assert "Bí thư:" in await town.leader.says("2")
    asked = await town.leader.says("bản Ngàm họp chưa?")
    assert asked.splitlines()[1:] == both.splitlines()[1:]
    own = await town.commune_leader.says("/chibo ngam")  # one of the two is not theirs to see
    assert "Na Mèo" in own
    assert "nhiều kết quả" not in own


async def test_a_day_what_waits_and_the_other_figures_are_asked_for(town: Town) -> None:
    await _december(town)
    said = await town.leader.says("hôm kia bản nào họp")
    assert said.startswith("Lọc: chi bộ có lịch họp; ngày 05/12/2026; Quan Sơn.")
    assert "- bản Mòng, T7 05/12 19h30: dự 20/22 (90,9%); 95 phút" in said
    assert "bản Ngàm" not in said
    assert (await town.leader.says("có việc gì cần tôi quyết định không?")).startswith(
        "Việc cần quyết định, Quan Sơn"
    )
    await town.leader.says("/thang 12")
    assert "Chi bộ chưa sinh hoạt chuyên đề: 6" in await town.leader.presses("Các số khác")
    opened = await town.leader.presses("Chi bộ chưa họp: 5")
    assert opened.startswith("Lọc: chi bộ chưa họp buổi nào; tháng 12/2026; Quan Sơn.")


async def test_the_office_of_the_whole_reads_who_looked_at_whom(town: Town) -> None:
    await _december(town)
    await town.commune_leader.says("/canbo tien")
    await town.leader.says("/canbo luong")

    said = await town.coordinator.says("/nhatky")
    assert "Nhật ký xem thông tin cán bộ và tải số liệu: 2, mới nhất trước." in said
    first, second = said.splitlines()[1:3]
    assert "xem đ/c Lương" in first
    assert "xem đ/c Hà Văn Tiến (/canbo)" in second
    about = await town.coordinator.says("/nhatky tien")
    assert "có “tien”: 1" in about
    assert "Lương" not in about
    assert "Không có." in await town.coordinator.says("/nhatky khong-ai")
    part = town.person("DP2")  # coordinates Tam Lư only
    assert "Chỉ điều phối của toàn khu vực xem được nhật ký." in await part.says("/nhatky")
    for other in (town.leader, town.commune_leader, town.secretary("Mòng"), town.cadre("Hà")):
        assert "không thuộc phần việc" in await other.says("/nhatky")
