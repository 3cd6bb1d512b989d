"""Joining: a code, who the system thinks you are, consent, and only then a bound chat."""

import pytest

from db.inbox import IncomingRow
from db.joining import JoinCode
from db.people import AddressRow, Consent, Post
from domain.messages import Contact
from domain.people import Role
from tests.support.town import Chat, Town

LAN = "CB04"  # Hà Thị Lan, who has not joined


async def joins(chat: Chat, code: str) -> str:
    await chat.says(code)
    return await chat.says("1")


SHAPES = (
    "{0}",
    "{1}",
    "{2}",
    "  {2} ",
    "{3}",
    "/start {0}",
    "/start {1}",
    "/start@chibo_bot {1}",
    "xinn chao {0}",
    "start {0}",
    "/dangky {0}",
    "DANG KY {0}",
    "đăng ký {0}",
    "Đăng kí {1}",
    "mã {0}",
    "Mã của tôi là {0}",
    "{0}.",
    "join {2}",
)


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
async def test_a_code_is_read_in_every_shape(town: Town, shape: str) -> None:
    code = await town.code_for(LAN)
    bare = code.replace("-", "")
    typed = shape.format(code, bare, bare.lower(), " ".join(code.split("-")))
    assert "Hà Thị Lan" in await town.stranger().says(typed)


@pytest.mark.both_databases
async def test_only_consent_binds_the_chat_and_the_office_hears_of_it(town: Town) -> None:
    chat = town.stranger()
    asked = await chat.says(await town.code_for(LAN))
    assert "1 Đồng ý" in asked
    assert "2 Không" in asked
    assert not await town.rows(AddressRow, chat="stranger")

    town.forget()
    assert "Đã đăng ký đ/c Hà Thị Lan" in await chat.says("1")
    assert len(await town.rows(AddressRow, chat="stranger")) == 1
    consent = (await town.rows(Consent, version="2026-01"))[0]
    assert consent.agreed
    assert consent.at == town.clock.now()
    assert "đ/c Hà Thị Lan (CB04)" in town.coordinator.news[-1]
    assert "CB04" in await chat.says("/toi")


async def test_no_consent_binds_nothing_and_keeps_the_code(town: Town) -> None:
    chat, code = town.stranger(), await town.code_for(LAN)
    await chat.says(code)
    assert "không lưu" in await chat.says("2")
    assert not await town.rows(AddressRow, chat="stranger")
    assert "Đã đăng ký" in await joins(chat, code)


async def test_something_else_than_one_or_two_is_asked_again(town: Town) -> None:
    chat = town.stranger()
    await chat.says(await town.code_for(LAN))
    assert "1 (Đồng ý)" in await chat.says("ai đấy?")
    assert "Đã đăng ký" in await chat.says("đồng ý")


async def test_consent_may_be_a_button(town: Town) -> None:
    chat = town.stranger()
    await chat.says(await town.code_for(LAN))
    assert [o.label for o in chat.messages[-1].options] == ["Đồng ý", "Không"]


async def test_consent_asked_yesterday_leads_back_to_the_code(town: Town) -> None:
    chat, code = town.stranger(), await town.code_for(LAN)
    await chat.says(code)
    await town.clock.reaches("2026-11-17 10:00")
    await chat.says("1")
    assert not await town.rows(AddressRow, chat="stranger")
    assert "nhắn mã" in chat.heard_last
    assert "Đã đăng ký" in await joins(chat, code)


async def test_a_code_works_once(town: Town) -> None:
    code = await town.code_for(LAN)
    await joins(town.stranger("first"), code)
    second = town.stranger("second")
    assert "đã hết hạn hoặc đã dùng" in await second.says(code)
    assert "mã mới" in second.heard_last
    assert "nhắn mã" in await second.says("1")
    assert not await town.rows(AddressRow, chat="second")


async def test_two_chats_race_for_one_code(town: Town) -> None:
    code = await town.code_for(LAN)
    first, second = town.stranger("first"), town.stranger("second")
    await first.says(code)
    await second.says(code)
    assert "Đã đăng ký" in await first.says("1")
    assert "đã hết hạn hoặc đã dùng" in await second.says("1")
    assert not await town.rows(AddressRow, chat="second")


async def test_a_code_expires(town: Town) -> None:
    code = await town.code_for(LAN)
    await town.clock.reaches("2026-11-19 08:59")
    chat = town.stranger()
    await chat.says(code)
    await town.clock.reaches("2026-11-19 09:00")
    assert "đã hết hạn" in await chat.says("1")  # consent came too late as well
    assert "đã hết hạn" in await chat.says(code)


async def test_a_new_code_ends_the_earlier_one(town: Town) -> None:
    old, new = await town.code_for(LAN), await town.code_for(LAN)
    chat = town.stranger()
    assert "đã hết hạn" in await chat.says(old)
    assert "Hà Thị Lan" in await chat.says(new)


async def test_only_a_hash_of_the_code_is_kept(town: Town) -> None:
    code = await town.code_for(LAN)
    kept = (await town.rows(JoinCode))[-1]
    assert code.replace("-", "") not in kept.hashed
    assert len(kept.hashed) == 64


async def test_five_wrong_tries_an_hour_and_then_not_even_the_right_one(town: Town) -> None:
    code, chat = await town.code_for(LAN), town.stranger()
    for number in range(5):
        assert "Mã chưa đúng" in await chat.says(f"CFGH-346{number % 2 + 7}")
    assert "chờ 1 giờ" in await chat.says(code)
    assert "Hà Thị Lan" in await town.stranger("elsewhere").says(code)
    await town.clock.reaches("2026-11-16 10:01")
    assert "Hà Thị Lan" in await chat.says(code)


async def test_a_stranger_hears_one_polite_line_a_day(town: Town) -> None:
    chat = town.stranger()
    for text in ("xin chào", "alo", "/lich", "/trogiup", "1", "/kehoach 12/2026"):
        await chat.says(text)
    await chat.says("", attachment=True)
    assert len(chat.heard) == 1
    assert "kênh nội bộ" in chat.heard_last
    await town.clock.reaches("2026-11-17 08:00")
    await chat.says("alo")
    assert len(chat.heard) == 2


async def test_the_words_of_a_stranger_are_not_kept(town: Town) -> None:
    await town.stranger().says("chuyện riêng của tôi")
    rows = await town.rows(IncomingRow, chat="stranger")
    assert len(rows) == 1
    assert rows[0].text is None


async def test_codes_in_groups_are_ignored(town: Town) -> None:
    code, chat = await town.code_for(LAN), town.stranger("group")
    await chat.says(code, private=False)
    await chat.says("1", private=False)
    await town.cadre("Hà").says("/lich", private=False)
    assert chat.heard == []
    assert town.cadre("Hà").heard == []
    assert "Hà Thị Lan" in await town.stranger().says(code)


@pytest.mark.slow
@pytest.mark.two_channels
async def test_a_second_channel_takes_a_second_code_and_becomes_the_first(town: Town) -> None:
    ha = town.cadre("Hà")
    chat = town.stranger("ha-elsewhere", on=town.other_channel)
    assert "Đã thêm kênh" in await joins(chat, await town.code_for("CB01"))
    await town.drafts()
    await town.coordinator.says("/duyet")
    await town.coordinator.says("1")
    assert "đ/c dự 2 buổi họp" in chat.heard_last
    assert ha.heard == []
    assert "DỰ" in await chat.says("1")
    assert "fake" in await ha.says("/toi")  # the first chat still answers
    assert "other" in ha.heard_last


async def test_a_code_of_somebody_else_changes_nothing_in_a_joined_chat(town: Town) -> None:
    ha, code = town.cadre("Hà"), await town.code_for(LAN)
    await ha.says(f"/start {code}")
    await ha.says(code)
    assert "Hà Văn Tiến" in await ha.says("/toi")
    assert "Hà Thị Lan" in await town.stranger().says(code)


@pytest.mark.slow
@pytest.mark.both_databases
async def test_a_successor_takes_the_post_and_the_predecessor_loses_it(town: Town) -> None:
    await town.publish()
    predecessor, successor = town.secretary("Mòng"), town.stranger("new")
    code = await town.code_for("NM01 Ngân Văn Mới")
    assert "Bí thư chi bộ bản Mòng" in await successor.says(code)
    assert town.secretary("Mòng").news == []
    joined = await successor.says("1")
    assert "19h30 Thứ Bảy 05/12, bản Mòng (Na Mèo)" in joined  # #27: the open question at once
    assert "Ngân Văn Mới đã nhận nhiệm vụ" in predecessor.news[-1]

    assert "không thuộc phần việc" in await predecessor.says("/baocao 24 20 2 0 2 95")
    posts = await town.rows(Post, branch_id=town.ids.branches["NM01"], role=Role.SECRETARY)
    assert [post.valid_to is None for post in posts] == [False, True]
    town.forget()
    await town.clock.reaches("2026-11-28 08:00")
    assert predecessor.news == []
    assert "chưa nhận được trả lời" in successor.heard_last


@pytest.mark.slow
async def test_who_joins_today_gets_the_pending_question_today(town: Town) -> None:
    await town.publish()
    await town.clock.reaches("2026-12-01 10:00")
    chat = town.stranger()
    assert "07h30" not in await joins(chat, await town.code_for(LAN))
    assert "7h30 Chủ nhật 13/12, bản Hát (Tam Lư): đ/c có dự họp chi bộ không?" in chat.heard_last
    assert "DỰ" in await chat.says("1")


@pytest.mark.parametrize("written", ["{0}", "{1}"])
async def test_an_own_contact_is_as_good_as_a_code(town: Town, written: str) -> None:
    phone = town.person(LAN).phone
    contact = Contact(written.format(phone, phone.lstrip("+")), own=True)
    chat = town.stranger()
    assert "Hà Thị Lan" in await chat.says("", contact=contact)
    assert "Đã đăng ký" in await chat.says("1")


async def test_a_contact_somebody_else_sends_proves_nothing(town: Town) -> None:
    chat = town.stranger()
    await chat.says("", contact=Contact(town.person(LAN).phone, own=False))
    assert "Hà Thị Lan" not in chat.heard_last
    await chat.says("1")
    assert not await town.rows(AddressRow, chat="stranger")


async def test_a_code_sheet_for_a_commune_leaves_out_who_has_joined(town: Town) -> None:
    answer = await town.coordinator.says("/moi tất cả")
    assert "Hà Thị Lan" in answer
    assert "Hà Văn Tiến" not in answer
    await joins(town.stranger(), answer.split(": ")[-1].split("\n")[0])
    assert "đã tham gia" in await town.coordinator.says("/moi tất cả")
