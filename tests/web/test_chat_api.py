"""The JSON behind the chat page: people, conversations, what is typed, the demo clock."""

import asyncio
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import update

from db.inbox import IncomingRow
from domain.messages import Words
from tests.web.conftest import Open, given_by
from tests.web.echo_house import QUESTION, EchoHouse

KEY = "0f0e0d0c-0000-4000-8000-000000000001"


async def found(client: TestClient, query: str) -> list[str]:
    response = await client.get("/api/people", params={"q": query})
    return [person["name"] for person in (await response.json())["people"]]


async def lines(client: TestClient, chat: str, after: str = "") -> list[tuple[bool, str]]:
    response = await client.get(f"/api/chat/{chat}", params={"after": after} if after else {})
    assert response.status == 200
    return [(line["heard"], line["text"]) for line in (await response.json())["messages"]]


async def says(client: TestClient, chat: str, text: str, key: str = KEY, **more: object) -> int:
    body = {"key": key, "text": text, **more}
    response = await client.post(f"/api/chat/{chat}", json=body)
    return response.status


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("duc", ["Hà Văn Đức"]),
        ("Đức", ["Hà Văn Đức"]),
        ("ban ngam", ["Vi Văn Đường"]),
        ("bí thư mòng", ["Lò Thị Mỵ"]),
        ("dieu phoi", ["Lương Văn Ước"]),
        ("LD01", ["Phạm Thị Ánh"]),
        ("uong", []),  # words are found by their beginning: not Đường, not Lương
        ("khong ai", []),
    ],
)
async def test_people_are_found_without_accents(
    client: TestClient, query: str, names: list[str]
) -> None:
    assert await found(client, query) == names


async def test_without_a_query_everybody_with_those_who_steer_first(client: TestClient) -> None:
    assert await found(client, "") == [
        "Lương Văn Ước",
        "Phạm Thị Ánh",
        "Hà Văn Đức",
        "Vi Văn Đường",
        "Lò Thị Mỵ",
    ]


async def test_a_person_is_shown_with_place_role_and_whether_they_joined(
    client: TestClient, house: EchoHouse
) -> None:
    chats = f"{house.chat('BT01')},{house.chat('BT02')},nonsense"
    response = await client.get("/api/people", params={"chats": chats})
    people = {person["name"]: person for person in (await response.json())["people"]}

    assert people["Lò Thị Mỵ"]["roles"] == ["Bí thư"]
    assert people["Lò Thị Mỵ"]["places"] == ["bản Mòng, Xã Thử Nghiệm"]
    assert people["Lò Thị Mỵ"]["joined"]
    assert not people["Vi Văn Đường"]["joined"]


async def test_a_typed_message_is_answered_and_both_are_shown_in_order(
    client: TestClient, house: EchoHouse
) -> None:
    chat = house.chat("CB01")
    await house.says("CB01", QUESTION)

    assert await says(client, chat, "bận họp tỉnh, xin vắng") == 200

    heard = [text for heard, text in await lines(client, chat) if heard]
    said = [text for heard, text in await lines(client, chat) if not heard]
    assert heard == [QUESTION.words.text, "Đã nhận: bận họp tỉnh, xin vắng"]
    assert said == ["bận họp tỉnh, xin vắng"]
    order = [heard for heard, _ in await lines(client, chat)]
    assert order == [True, False, True]  # although the clock stood still all the while


async def test_the_same_key_is_said_once(client: TestClient, house: EchoHouse) -> None:
    chat = house.chat("CB01")

    statuses = await asyncio.gather(*(says(client, chat, "vâng") for _ in range(5)))

    assert statuses == [200] * 5
    assert await lines(client, chat) == [(False, "vâng"), (True, "Đã nhận: vâng")]


async def test_a_pressed_option_carries_its_question(client: TestClient, house: EchoHouse) -> None:
    chat = house.chat("CB01")
    await house.says("CB01", QUESTION)
    response = await client.get(f"/api/chat/{chat}")
    asked = (await response.json())["messages"][0]

    assert asked["options"] == ["1 Có dự", "2 Vắng", "3 Đến muộn"]
    assert asked["open"]
    assert await says(client, chat, "2", question_id=asked["question_id"]) == 200
    assert (True, f"Đã nhận: 2 (câu {asked['question_id']})") in await lines(client, chat)


async def test_only_the_newest_question_is_open(client: TestClient, house: EchoHouse) -> None:
    await house.says("CB01", QUESTION)
    await house.says("CB01", QUESTION)

    response = await client.get(f"/api/chat/{house.chat('CB01')}")

    assert [line["open"] for line in (await response.json())["messages"]] == [False, True]


async def test_after_leaves_out_what_was_long_ago_and_nothing_newer(
    client: TestClient, house: EchoHouse
) -> None:
    chat = house.chat("CB01")
    await house.says("CB01", Words("một"))
    house.clock.move_to(house.clock.now() + timedelta(hours=3))
    await house.says("CB01", Words("hai"))
    await says(client, chat, "ba")
    response = await client.get(f"/api/chat/{chat}")
    last = (await response.json())["messages"][-1]["id"]
    house.clock.move_to(house.clock.now() + timedelta(hours=1))
    await house.says("CB01", Words("bốn"))

    texts = [text for _, text in await lines(client, chat, after=last)]

    assert texts == ["hai", "ba", "Đã nhận: ba", "bốn"]
    assert [text for _, text in await lines(client, chat, after=KEY)] == texts
    assert len(await lines(client, chat, after="o999999999999999999")) == 5
    assert len(await lines(client, chat, after="unknown")) == 5


async def test_a_purged_text_is_shown_as_gone(client: TestClient, house: EchoHouse) -> None:
    await says(client, house.chat("CB01"), "sẽ xóa")
    async with house.database.begin() as session:
        await session.execute(update(IncomingRow).values(text=None))

    assert (False, None) in await lines(client, house.chat("CB01"))


async def test_somebody_who_has_not_joined_can_write(client: TestClient, house: EchoHouse) -> None:
    assert await says(client, house.chat("BT02"), "MÃ-MỜI") == 200
    assert await lines(client, house.chat("BT02")) == [
        (False, "MÃ-MỜI"),
        (True, "Đã nhận: MÃ-MỜI"),
    ]


async def test_each_chat_shows_its_own_messages_only(client: TestClient, house: EchoHouse) -> None:
    await house.says("CB01", Words("riêng đồng chí Đức"))
    await says(client, house.chat("CB01"), "riêng tôi")

    assert await lines(client, house.chat("BT01")) == []


async def test_activity_names_who_heard_last(client: TestClient, house: EchoHouse) -> None:
    await house.says("CB01", Words("một"))
    await house.says("BT01", Words("hai\ndòng hai"))
    await house.says("CB01", Words("ba"))

    activity = (await (await client.get("/api/activity")).json())["activity"]

    assert [(one["chat"], one["line"]) for one in activity] == [
        (house.chat("CB01"), "ba"),
        (house.chat("BT01"), "hai"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"key": KEY},
        {"key": KEY, "text": "  "},
        {"key": KEY, "text": "x" * 4001},
        {"key": KEY, "text": "a\0b"},
        {"key": KEY, "text": "\ud83d"},
        {"key": KEY, "text": 5},
        {"key": "short", "text": "vâng"},
        {"key": "o123456789", "text": "vâng"},  # would look like the id of a message heard
        {"key": "a-" + "b" * 80, "text": "vâng"},
        {"text": "vâng"},
        {"key": KEY, "text": "1", "question_id": "5"},
        {"key": KEY, "text": "1", "question_id": True},
        {"key": KEY, "text": "1", "question_id": 2**40},
        [],
        "vâng",
        5,
    ],
)
async def test_what_cannot_be_a_message_is_refused(
    client: TestClient, house: EchoHouse, body: object
) -> None:
    response = await client.post(f"/api/chat/{house.chat('CB01')}", json=body)

    assert response.status == 400
    assert "error" in await response.json()
    assert await lines(client, house.chat("CB01")) == []


@pytest.mark.parametrize("chat", ["p999", "12", "p", "p-1", "p1٣", "p12345678901", "x"])
async def test_nobody_has_that_chat(client: TestClient, chat: str) -> None:
    assert (await client.get(f"/api/chat/{chat}")).status == 404
    assert await says(client, chat, "vâng") == 404


async def test_an_unstored_message_is_an_error_and_may_be_said_again(
    client: TestClient, house: EchoHouse
) -> None:
    house.broken = True
    assert await says(client, house.chat("CB01"), "vâng") == 500

    house.broken = False
    assert await says(client, house.chat("CB01"), "vâng") == 200
    assert len(await lines(client, house.chat("CB01"))) == 2


async def test_the_clock_moves_and_tells_the_time(client: TestClient, house: EchoHouse) -> None:
    before = await (await client.get("/api/clock")).json()
    response = await client.post("/api/clock", json={"step": "day"})

    assert before["text"] == "Thứ Sáu, 04/12/2026 18:30"
    assert (await response.json())["text"] == "Thứ Bảy, 05/12/2026 18:30"
    assert len(await lines(client, house.chat("CB01"))) == 1


async def test_two_moves_at_once_are_one(client: TestClient, house: EchoHouse) -> None:
    moves = [client.post("/api/clock", json={"step": "hour"}) for _ in range(3)]

    statuses = sorted(response.status for response in await asyncio.gather(*moves))

    assert statuses == [200, 409, 409]


@pytest.mark.parametrize("body", [{}, {"step": "year"}, {"step": 1}, {"step": ["hour"]}])
async def test_an_unknown_step_is_refused(client: TestClient, body: object) -> None:
    assert (await client.post("/api/clock", json=body)).status == 400


async def test_without_a_demo_there_is_no_clock(house: EchoHouse, open_client: Open) -> None:
    client = await open_client(given_by(house, demo=False))

    assert (await client.post("/api/clock", json={"step": "hour"})).status == 404
    assert (await client.get("/api/clock")).status == 404
    assert "+1 giờ" not in await (await client.get("/")).text()
