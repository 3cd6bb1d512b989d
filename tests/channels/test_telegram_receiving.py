"""Telegram in, by polling over real HTTP: nothing lost, nothing out of order, nothing stuck."""

import asyncio

import pytest

from channels.telegram.channel import Telegram, TelegramTrouble
from domain.messages import Address, Contact, Incoming
from tests.support.bot_api import BotApi, Fault
from tests.support.bot_api.people import FILES
from tests.support.telegram_house import NOW, House, settings, telegram, to, until


async def test_a_text_arrives_with_address_key_and_time(api: BotApi, house: House) -> None:
    ha = api.user("Hà")
    async with telegram(api, house):
        number = ha.says("/start Q7K2")
        [came] = await house.stores(1)

    assert came == Incoming(
        address=Address("telegram", "424242", str(ha.id)),
        key=str(number),
        text="/start Q7K2",
        received_at=NOW,
    )


async def test_what_was_written_while_the_bot_was_away_arrives(api: BotApi, house: House) -> None:
    api.webhook.set("http://127.0.0.1:1/nobody", "left-from-before")
    for text in ("một", "hai", "ba"):
        api.user("Hà").says(text)
    async with telegram(api, house):
        await house.stores(3)

    assert house.texts == ["một", "hai", "ba"]
    assert api.webhook.url == ""


async def test_a_stored_update_is_confirmed_and_comes_once(api: BotApi, house: House) -> None:
    async with telegram(api, house):
        api.user("Hà").says("một")
        await house.stores(1)
        await until(lambda: not api.updates.waiting)
        api.user("Hà").says("hai")
        await house.stores(2)

    assert len(house.deliveries) == 2


async def test_an_update_is_not_confirmed_before_it_is_stored(api: BotApi, house: House) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def hold(incoming: Incoming) -> None:
        reached.set()
        await go_on.wait()

    house.before_storing = hold
    async with telegram(api, house):
        api.user("Hà").says("một")
        await reached.wait()
        assert len(api.updates.waiting) == 1
        assert api.count("getUpdates") == 1
        go_on.set()
        await until(lambda: not api.updates.waiting)


async def test_what_could_not_be_stored_comes_again_before_what_followed(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ha, luong = api.user("Hà"), api.user("Lương")
    failures = iter([True, True])
    house.cannot_store = lambda incoming: incoming.text == "Hà một" and next(failures, False)
    ha.says("Hà một")
    luong.says("Lương một")
    ha.says("Hà hai")
    async with telegram(api, house):
        await house.stores(3)
        await until(lambda: not api.updates.waiting)

    assert [text for text in house.texts if text.startswith("Hà")] == ["Hà một", "Hà hai"]
    assert house.texts[0] == "Lương một"  # another chat does not wait
    assert "was not stored and will come again: OSError" in caplog.text
    assert "Hà một" not in caplog.text


async def test_chats_are_handled_side_by_side_and_each_in_order(
    api: BotApi, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ha, luong = api.user("Hà"), api.user("Lương")
    luong_was_here = asyncio.Event()

    async def ha_waits_for_luong(incoming: Incoming) -> None:
        if incoming.text == "Hà 0":
            await luong_was_here.wait()
        elif incoming.text == "Lương":
            luong_was_here.set()

    house.before_storing = ha_waits_for_luong
    monkeypatch.setattr("channels.patience._STOP_SECONDS", 0.1)
    for n in range(5):
        ha.says(f"Hà {n}")
    luong.says("Lương")
    async with telegram(api, house):
        await house.stores(6)

    assert house.texts == ["Lương", *(f"Hà {n}" for n in range(5))]


async def test_a_malformed_update_is_set_aside_and_blocks_nobody(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ha = api.user("Hà")
    ha.says("trước")
    bad = [
        api.inject({"message": "chữ bí mật"}),
        api.inject({"message": {"chat": {"id": "x"}, "text": "chữ bí mật"}}),
        api.inject({"message": {"chat": {"id": 5}, "text": ["chữ bí mật"]}}),
        api.inject({"message": {"chat": {"id": 5}, "contact": {"phone_number": "bí mật"}}}),
        api.inject({"callback_query": {"data": "q1:1:1", "message": {"chat": {"id": 5}}}}),
        api.inject({"my_chat_member": {}}),
    ]
    fine = [
        api.inject({}),
        api.inject({"callback_query": {"id": "7"}}),
        api.inject({"something_new": {"deep": []}}),
    ]
    ha.says("sau")
    async with telegram(api, house):
        await house.stores(2)
        await until(lambda: not api.updates.waiting)

    assert house.texts == ["trước", "sau"]
    for number in bad:
        assert f"update {number} set aside" in caplog.text
    for number in fine:
        assert f"update {number} set aside" not in caplog.text
    assert "bí mật" not in caplog.text


async def test_a_defect_in_reading_one_update_blocks_nobody(
    api: BotApi, house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(data: str) -> None:
        raise ZeroDivisionError(data)

    monkeypatch.setattr("channels.telegram.translate.read_button", broken)
    ha = api.user("Hà")
    ha.says("trước")
    async with telegram(api, house) as channel:
        await house.stores(1)
        await channel.send(to(ha, "Có dự không?", "Có dự"))
        number = ha.presses("Có dự")
        ha.says("sau")
        await house.stores(2)

    assert f"update {number} set aside: ZeroDivisionError" in caplog.text


async def test_an_update_without_a_number_does_not_stop_the_line(api: BotApi, house: House) -> None:
    api.updates.waiting.append({"update_id": "seven", "message": {}})
    async with telegram(api, house):
        api.user("Hà").says("một")
        await house.stores(1)
        api.user("Hà").says("hai")
        await house.stores(2)

    assert house.texts == ["một", "hai"]


async def test_more_updates_than_fit_in_one_answer_all_arrive(api: BotApi, house: House) -> None:
    people = [api.user(f"người {n}") for n in range(10)]
    for n in range(350):
        people[n % 10].says(f"{n}")
    async with telegram(api, house):
        await house.stores(350)
        await until(lambda: not api.updates.waiting)

    for index in range(10):
        mine = [int(text) for text in house.texts if int(text) % 10 == index]
        assert mine == sorted(mine)
    assert len(house.deliveries) == 350


async def test_lower_numbers_after_a_quiet_week_are_not_missed(api: BotApi, house: House) -> None:
    async with telegram(api, house, poll_seconds=0):
        api.user("Hà").says("một")
        await house.stores(1)
        await until(lambda: not api.updates.waiting)
        polls = api.count("getUpdates")
        await until(lambda: api.count("getUpdates") > polls + 2)
        api.updates.next_number = 5
        api.user("Hà").says("hai")
        await house.stores(2)


async def test_a_pressed_button_arrives_as_its_digit_and_is_tidied(
    api: BotApi, house: House
) -> None:
    ha = api.user("Hà")
    ha.says("chào")
    async with telegram(api, house) as channel:
        await house.stores(1)
        await channel.send(to(ha, "Có dự không?", "Có dự", "Không dự", question=123456))
        ha.presses("Không dự")
        pressed = (await house.stores(2))[1]
        await until(lambda: not ha.buttons and not api.spinning)

    assert (pressed.text, pressed.question_id) == ("2", 123456)


async def test_a_button_of_an_unknown_form_arrives_as_question_zero(
    api: BotApi, house: House
) -> None:
    ha = api.user("Hà")
    ha.says("chào")
    async with telegram(api, house) as channel:
        await house.stores(1)
        await channel.send(to(ha, "Có dự không?", "Có dự"))
        odd = ["", "v0:attend:12:y", "q1:2n", "q1:-1:1", "q1:2n:0", "q1:2n:x", "q1:zzzzzz:1"]
        odd += ["q1:2n:1:1", "q2:2n:1", "q1: 2n:1", "q1:0:1", "Q1:2n:1"]
        for data in odd:
            ha.presses_data(data)
        came = await house.stores(1 + len(odd))
        await until(lambda: not api.spinning)

    assert {(press.text, press.question_id) for press in came[1:]} == {("", 0)}


async def test_tidying_a_button_may_fail(api: BotApi, house: House) -> None:
    ha = api.user("Hà")
    ha.says("chào")
    async with telegram(api, house) as channel:
        await house.stores(1)
        await channel.send(to(ha, "Có dự không?", "Có dự"))
        api.faults += [Fault("answerCallbackQuery", status=400), Fault("editMessageReplyMarkup")]
        ha.presses("Có dự")
        ha.says("tiếp")
        await house.stores(3)
        await until(lambda: api.count("editMessageReplyMarkup") == 1)


async def test_only_the_own_number_counts_as_own(api: BotApi, house: House) -> None:
    ha = api.user("Hà")
    async with telegram(api, house):
        ha.shares_contact("+84912000001")
        ha.shares_contact("0912000002", of=999)
        ha.shares_contact("0912000003", of=0)
        ha.shares_contact("0912000001", forwarded=True)
        await house.stores(4)

    assert [(came.text, came.contact) for came in house.stored] == [
        ("", Contact("+84912000001", own=True)),
        ("", Contact("0912000002", own=False)),
        ("", Contact("0912000003", own=False)),
        ("", Contact("0912000001", own=False)),
    ]


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_arrives_as_a_fact_without_its_caption(
    api: BotApi, house: House, kind: str
) -> None:
    async with telegram(api, house):
        api.user("Hà").sends(kind, caption="tài liệu mật")
        [came] = await house.stores(1)

    assert (came.attachment, came.text) == (True, "")


async def test_edits_and_notices_are_ignored_groups_are_not_private_and_blocking_is_told(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    ha = api.user("Hà")
    async with telegram(api, house):
        ha.says("một")
        await house.stores(1)
        assert ha.edits("một rưỡi") is None  # not asked for, so never even sent
        api.inject({"edited_message": {"chat": {"id": ha.id}, "text": "một rưỡi"}})
        ha.sends("pinned_message")
        blocked = ha.blocks()
        ha.unblocks()
        ha.says_in_group("/dangky Q7K2")
        await house.stores(3)
        await until(lambda: not api.updates.waiting)

    assert {(came.text, came.private, came.gone) for came in house.stored} == {
        ("một", True, False),
        ("", True, True),
        ("/dangky Q7K2", False, False),
    }
    assert f"update {blocked}: a person blocked the bot" in caplog.text
    assert str(ha.id) not in caplog.text


async def test_characters_no_database_stores_are_taken_out(api: BotApi, house: House) -> None:
    async with telegram(api, house):
        api.user("Hà").says("a\0b\ud83dc 👍")
        [came] = await house.stores(1)

    assert came.text == "ab?c 👍"


async def test_polling_survives_an_outage_and_says_so(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with telegram(api, house) as channel:
        await until(lambda: api.count("getUpdates"))
        await api.down()
        await until(lambda: channel.trouble)
        assert "cannot be reached" in (channel.trouble or "")
        await asyncio.sleep(0.1)
        await api.up()
        api.user("Hà").says("một")
        await house.stores(1)
        await until(lambda: channel.trouble is None)

    assert caplog.text.count("cannot be reached: no connection") <= 1  # a change, not each try


@pytest.mark.parametrize(
    "fault",
    [
        Fault("getUpdates", status=500),
        Fault("getUpdates", status=502, foreign=True),
        Fault("getUpdates", status=404, foreign=True),
        Fault("getUpdates", status=403, foreign=True),
        Fault("getUpdates", status=429, description="Too Many Requests", retry_after=1),
        Fault("getUpdates", "reset"),
        Fault("getUpdates", "done_reset"),
        Fault("getUpdates", "garbage"),
        Fault("deleteWebhook", status=502),
    ],
    ids=lambda fault: f"{fault.method}-{fault.kind}-{fault.status}",
)
async def test_polling_goes_on_after(api: BotApi, house: House, fault: Fault) -> None:
    api.faults.append(fault)
    api.user("Hà").says("một")
    async with telegram(api, house):
        await house.stores(1)

    assert not api.faults


async def test_a_poll_without_an_answer_is_given_up(
    api: BotApi, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.telegram.poller._SPARE_SECONDS", 0.2)
    api.faults.append(Fault("getUpdates", "done_silent"))
    api.user("Hà").says("một")
    async with telegram(api, house, poll_seconds=0):
        await house.stores(1)


async def test_a_refused_token_ends_polling_with_a_clear_error(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = api.token[:-3] + "xyz"
    async with telegram(api, house, token=wrong) as channel:
        await until(lambda: channel.trouble)
        assert "TELEGRAM_TOKEN" in (channel.trouble or "")
        await asyncio.sleep(0.1)

    assert caplog.text.count("refuses the token (401)") == 1


async def test_a_second_program_on_the_same_bot_is_explained(api: BotApi, house: House) -> None:
    async with telegram(api, house) as first, telegram(api, house) as second:
        await until(lambda: first.trouble or second.trouble)
        assert "another program polls with this token" in (first.trouble or second.trouble or "")
        api.user("Hà").says("một")
        await house.stores(1)


async def test_a_foreign_webhook_is_explained_and_left_alone(api: BotApi, house: House) -> None:
    async with telegram(api, house) as channel:
        await until(lambda: api.count("getUpdates"))
        api.webhook.set("http://127.0.0.1:1/other", "theirs")
        await until(lambda: channel.trouble)

        assert "a webhook is set for this token" in (channel.trouble or "")
        assert api.webhook.url
        api.webhook.set("", "")
        api.user("Hà").says("một")
        await house.stores(1)
        assert channel.trouble is None


async def test_only_one_poll_at_a_time(api: BotApi, house: House) -> None:
    async with telegram(api, house) as channel:
        for n in range(20):
            api.user("Hà").says(f"{n}")
            await house.stores(n + 1)
        assert channel.trouble is None  # a second poll would have ended the first with 409


async def test_stop_lets_the_message_in_hand_be_stored(api: BotApi, house: House) -> None:
    reached = asyncio.Event()

    async def slowly(incoming: Incoming) -> None:
        reached.set()
        await asyncio.sleep(0.1)

    house.before_storing = slowly
    async with telegram(api, house):
        api.user("Hà").says("một")
        await reached.wait()

    assert house.texts == ["một"]


async def test_stop_does_not_wait_for_ever_for_a_house_that_hangs(
    api: BotApi, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.patience._STOP_SECONDS", 0.1)
    reached = asyncio.Event()

    async def hang(incoming: Incoming) -> None:
        reached.set()
        await asyncio.Event().wait()

    house.before_storing = hang
    async with telegram(api, house) as channel:
        api.user("Hà").says("một")
        await reached.wait()
        await channel.stop()
        house.before_storing = None
        await channel.start(house.receive)
        await house.stores(1)

    assert len(house.deliveries) == 2


async def test_stop_is_quick_while_nothing_comes_and_can_be_repeated(
    api: BotApi, house: House
) -> None:
    async with telegram(api, house, poll_seconds=50) as channel:
        await until(lambda: api.count("getUpdates"))
        async with asyncio.timeout(1):
            await channel.stop()
        await channel.stop()


async def test_a_channel_can_be_started_again(api: BotApi, house: House) -> None:
    async with telegram(api, house) as channel:
        await channel.stop()
        await channel.start(house.receive)
        api.user("Hà").says("một")
        await house.stores(1)


async def test_start_does_not_wait_for_an_unreachable_telegram(house: House) -> None:
    api = BotApi()  # never listens
    api.port = 1
    async with asyncio.timeout(1):
        async with telegram(api, house) as channel:
            await until(lambda: channel.trouble)


async def test_the_bot_account_is_told_to_the_doctor(api: BotApi) -> None:
    channel = Telegram(settings(api), lambda: NOW)
    me = await channel.get_me()
    assert (me.id, me.username) == (channel.bot, "chibo_test_bot")
    await api.down()
    with pytest.raises(TelegramTrouble, match=r"cannot be reached.*TELEGRAM_PROXY"):
        await channel.get_me()
    await channel.stop()


async def test_the_doctor_hears_of_a_wrong_token(api: BotApi) -> None:
    channel = Telegram(settings(api, token=api.token[:-3] + "xyz"), lambda: NOW)
    with pytest.raises(TelegramTrouble, match="refuses the token"):
        await channel.get_me()
    await channel.stop()
