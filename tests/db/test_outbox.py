"""The outbox: what is queued, in which order it is claimed, what is taken back, where it goes."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from db import delivery, outbox, questions, recall
from db.base import Database
from db.meetings import Meeting
from db.outbox import ForWhat, Occasion, OutgoingRow
from db.people import PersonRow
from db.questions import Question, QuestionState
from domain.calendar import ZONE
from domain.ids import MeetingId, OutgoingId
from domain.messages import Address, Outgoing, OutgoingState, Why
from tests.support.post import BOT, CHANNEL, NOON, QUESTION, Post

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def post(database: Database) -> Post:
    return await Post(database).open("CB01", "CB02", "CB03")


async def claim(post: Post, *, most: int = 8) -> list[Outgoing]:
    async with post.database.begin() as session:
        return list(await delivery.claim(session, CHANNEL, BOT, post.clock.now(), most=most))


async def chats(post: Post, *, most: int = 8) -> list[str]:
    return [message.address.chat for message in await claim(post, most=most)]


async def tried(post: Post, number: OutgoingId | None, again_in: timedelta) -> None:
    """A message was sent without success and waits to be tried again."""
    row = await post.row(number)
    async with post.database.begin() as session:
        await session.execute(
            update(OutgoingRow)
            .where(OutgoingRow.id == row.id)
            .values(
                attempts=row.attempts + 1,
                due_at=post.clock.now() + again_in,
                state=OutgoingState.WAITING,
            )
        )


# Queueing


async def test_a_key_is_queued_once_ever(post: Post) -> None:
    first = await post.queue("CB01", "một", key="same")
    assert await post.queue("CB01", "hai", key="same") is None
    await claim(post)
    await post.settle(first or 0, OutgoingState.SENT)
    assert await post.queue("CB02", "ba", key="same") is None
    assert [row.text for row in await post.rows()] == ["một"]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-12-05 20:59", "2026-12-05 20:59"),
        ("2026-12-05 21:00", "2026-12-06 06:00"),
        ("2026-12-05 23:59", "2026-12-06 06:00"),
        ("2026-12-06 00:01", "2026-12-06 06:00"),
        ("2026-12-06 05:59", "2026-12-06 06:00"),
        ("2026-12-06 06:00", "2026-12-06 06:00"),
        ("2026-12-31 22:00", "2027-01-01 06:00"),
    ],
)
async def test_quiet_hours_hold_a_message_and_never_an_answer(
    post: Post, now: str, due: str
) -> None:
    def at(text: str) -> datetime:
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)

    post.clock.move_to(at(now))
    reminder = await post.row(await post.queue("CB01"))
    answer = await post.row(await post.answer("CB02"))

    assert (reminder.due_at, answer.due_at) == (at(due), at(now))
    assert ("CB01" in await chats(post)) is (now == due)


async def test_who_cannot_be_reached_gets_a_row_that_says_so(post: Post) -> None:
    async with post.database.begin() as session:
        await session.execute(update(PersonRow).where(PersonRow.code == "CB02").values(silent=True))
    nowhere = await post.queue("CB04", QUESTION)
    silent = await post.queue("CB02", QUESTION)

    assert (await post.row(nowhere)).reason == Why.NOT_JOINED
    assert (await post.row(silent)).reason == Why.STOPPED
    assert {row.state for row in await post.rows()} == {OutgoingState.REFUSED}
    assert await claim(post) == []
    async with post.database.read() as session:
        assert (await session.scalars(select(Question))).all() == []


# Claiming


async def test_answers_go_first_then_what_was_due_first(post: Post) -> None:
    await post.queue("CB01", due_in=-MINUTE)
    await post.queue("CB02", due_in=-2 * MINUTE)
    await post.answer("CB03")
    await post.queue("CB01", due_in=MINUTE)

    assert await chats(post) == ["CB03", "CB02", "CB01"]


async def test_one_message_a_chat_and_the_next_after_it_is_settled(post: Post) -> None:
    numbers = [await post.queue("CB01", word) for word in ("một", "hai", "ba")]

    for number, word in zip(numbers, ("một", "hai", "ba"), strict=True):
        assert [message.text for message in await claim(post)] == [word]
        assert await claim(post) == []
        await post.settle(number or 0, OutgoingState.SENT)
    assert await claim(post) == []


async def test_a_chat_with_a_hundred_messages_does_not_hide_another(post: Post) -> None:
    for _ in range(100):
        await post.answer("CB01")
    await post.queue("CB02")

    assert await chats(post, most=2) == ["CB01", "CB02"]


async def test_what_waits_to_be_tried_again_holds_later_reminders_of_its_chat(post: Post) -> None:
    first = await post.queue("CB01", "một")
    await claim(post)
    await tried(post, first, 5 * MINUTE)
    await post.queue("CB01", "hai")
    await post.queue("CB02", "khác")

    assert await chats(post) == ["CB02"]
    post.clock.move_to(post.clock.now() + 5 * MINUTE)
    assert [message.text for message in await claim(post)] == ["một"]


async def test_an_answer_overtakes_what_waits_to_be_tried_again(post: Post) -> None:
    first = await post.queue("CB01", "một")
    await claim(post)
    await tried(post, first, 5 * MINUTE)
    await post.answer("CB01", "trả lời")

    assert [message.text for message in await claim(post)] == ["trả lời"]


async def test_two_that_failed_do_not_wait_for_each_other_for_ever(post: Post) -> None:
    for_tomorrow = await post.queue("CB01", "mai", due_in=timedelta(days=1))
    now_due = await post.queue("CB01", "nay")
    assert [m.text for m in await claim(post)] == ["nay"]
    await tried(post, now_due, timedelta(days=1) + MINUTE)
    post.clock.move_to(post.clock.now() + timedelta(days=1))
    assert [m.text for m in await claim(post)] == ["mai"]
    await tried(post, for_tomorrow, 10 * MINUTE)
    post.clock.move_to(post.clock.now() + timedelta(hours=1))

    assert [m.text for m in await claim(post)] == ["mai"]
    await post.settle(for_tomorrow or 0, OutgoingState.SENT)
    assert [m.text for m in await claim(post)] == ["nay"]


async def test_late_messages_lapse_with_a_reason_and_hide_nobody(post: Post) -> None:
    late = [await post.queue("CB01", lapses_in=MINUTE) for _ in range(50)]
    await post.queue("CB01", "còn kịp", lapses_in=timedelta(hours=1))
    unserved = await post.joins("CB02", "elsewhere")
    stray = await post.queue("CB02", lapses_in=MINUTE)
    post.clock.move_to(post.clock.now() + 2 * MINUTE)

    assert [message.text for message in await claim(post, most=1)] == ["còn kịp"]
    for number in (*late, stray):
        row = await post.row(number)
        assert (row.state, row.reason) == (OutgoingState.LAPSED, Why.TOO_LATE)
    assert unserved.channel == "elsewhere"


async def test_a_row_nobody_can_read_is_refused_and_the_next_is_sent(post: Post) -> None:
    damaged = [await post.queue("CB01", f"hỏng {n}") for n in range(3)]
    await post.queue("CB01", "tốt")
    async with post.database.begin() as session:
        for number, options in zip(damaged, ('[["a"]]', "7", '{"a": 1}'), strict=True):
            await session.execute(
                text(f"UPDATE outgoing SET options = '{options}' WHERE id = {number}")
            )

    assert [message.text for message in await claim(post, most=1)] == ["tốt"]
    assert (await post.states())[OutgoingState.REFUSED, Why.BAD_MESSAGE] == 3


# Questions


async def states(post: Post) -> list[str]:
    async with post.database.read() as session:
        rows = await session.scalars(select(Question).order_by(Question.id))
        return [question.state for question in rows]


async def test_a_question_opens_with_its_message_and_closes_the_older(post: Post) -> None:
    first = await post.queue("CB01", QUESTION)
    await post.queue("CB01", QUESTION)
    await post.queue("CB02", QUESTION)
    assert await states(post) == ["waiting", "waiting", "waiting"]

    await claim(post)
    assert await states(post) == ["open", "waiting", "open"]
    await post.settle(first or 0, OutgoingState.SENT)
    await claim(post)
    assert await states(post) == ["closed", "open", "open"]


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (OutgoingState.SENT, "open"),
        (OutgoingState.UNKNOWN, "open"),  # perhaps it was read: an answer must be understood
        (OutgoingState.LAPSED, "closed"),
        (OutgoingState.REFUSED, "closed"),
        (OutgoingState.WITHDRAWN, "closed"),
    ],
)
async def test_a_question_nobody_heard_is_closed(
    post: Post, end: OutgoingState, state: str
) -> None:
    number = await post.queue("CB01", QUESTION)
    await claim(post)
    await post.settle(number or 0, end)

    assert await states(post) == [state]


async def test_a_question_sent_a_second_time_does_not_open_again(post: Post) -> None:
    number = await post.queue("CB01", QUESTION)
    await claim(post)
    async with post.database.begin() as session:
        asked = await questions.open_question(session, post.ids.people["CB01"])
        assert asked is not None
        await questions.settle(session, asked.id, post.clock.now())
    await tried(post, number, timedelta())
    await claim(post)

    assert await states(post) == [QuestionState.ANSWERED]


# Taking back


async def meetings(post: Post) -> tuple[MeetingId, MeetingId]:
    rows = [
        Meeting(
            branch_id=post.ids.branches[code],
            month="2026-12",
            kind="regular",
            starts_at=NOON,
            place="nhà văn hóa",
            state="planned",
            published_at=NOON,
        )
        for code in ("NM01", "NM02")
    ]
    async with post.database.begin() as session:
        session.add_all(rows)
        await session.flush()
        return MeetingId(rows[0].id), MeetingId(rows[1].id)


async def withdraw(post: Post, meeting_id: MeetingId) -> None:
    async with post.database.begin() as session:
        await recall.withdraw(
            session, post.clock.now(), Why.MEETING_CANCELLED, meeting_id=meeting_id
        )


async def occasions(post: Post) -> list[str]:
    async with post.database.read() as session:
        return list(await session.scalars(select(Occasion.key).order_by(Occasion.key)))


async def test_withdrawing_a_meeting_frees_the_other_occasions_of_a_merged_message(
    post: Post,
) -> None:
    moved, kept = await meetings(post)
    about = [ForWhat("details", moved, 1), ForWhat("details", kept, 1)]
    merged = await post.queue("CB01", QUESTION, occasions=about)
    other = await post.queue("CB02", occasions=about[1:])
    answer = await post.answer("CB01")
    ha, thu = post.ids.people["CB01"], post.ids.people["CB02"]

    await withdraw(post, moved)

    row = await post.row(merged)
    assert (row.state, row.reason) == (OutgoingState.WITHDRAWN, Why.MEETING_CANCELLED)
    assert (await post.row(other)).state == (await post.row(answer)).state == OutgoingState.WAITING
    # the kept meeting may be said again to Hà, the moved one (as it was) never
    assert await occasions(post) == sorted([about[0].key(ha), about[1].key(thu)])
    assert await states(post) == ["closed"]
    assert await chats(post) == ["CB01", "CB02"]  # the answer, and the other's reminder


async def test_what_a_lapsed_message_was_in_time_for_is_said_again(post: Post) -> None:
    begun, ahead = await meetings(post)
    soon, later = (post.clock.now() + timedelta(hours=hours) for hours in (1, 9))
    about = [
        ForWhat("details", begun, 1, lapses_at=soon),
        ForWhat("asked", ahead, 1, lapses_at=later),
    ]
    merged = await post.queue("CB01", lapses_in=timedelta(hours=1), occasions=about)
    post.clock.move_to(soon)

    assert await claim(post) == []
    assert (await post.row(merged)).state == OutgoingState.LAPSED
    assert await occasions(post) == [about[0].key(post.ids.people["CB01"])]


async def test_a_message_being_sent_when_its_meeting_moves_is_not_tried_again(post: Post) -> None:
    moved, _ = await meetings(post)
    number = await post.queue("CB01", occasions=[ForWhat("details", moved, 1)])
    await claim(post)
    await withdraw(post, moved)
    assert (await post.row(number)).state == OutgoingState.SENDING

    await tried(post, number, timedelta())

    assert await claim(post) == []
    assert (await post.row(number)).state == OutgoingState.LAPSED


async def test_withdrawing_takes_nothing_back_that_was_sent(post: Post) -> None:
    moved, _ = await meetings(post)
    number = await post.queue("CB01", occasions=[ForWhat("details", moved, 1)])
    await claim(post)
    await post.settle(number or 0, OutgoingState.SENT)
    await withdraw(post, moved)

    assert (await post.row(number)).state == OutgoingState.SENT


async def test_an_occasion_has_one_message(post: Post) -> None:
    meeting, _ = await meetings(post)
    what = ForWhat("details", meeting, 1)
    await post.queue("CB01", occasions=[what])
    person = post.ids.people["CB01"]
    async with post.database.read() as session:
        keys = [what.key(person), ForWhat("details", meeting, 2).key(person)]
        assert await outbox.taken(session, keys) == {keys[0]}


# Chats that refuse


async def refused(post: Post, address: Address) -> bool:
    async with post.database.begin() as session:
        return await delivery.refused_by_chat(session, address, post.clock.now()) is not None


async def test_what_waits_for_a_refusing_chat_goes_to_the_other_one(post: Post) -> None:
    second = await post.joins("CB01", "other")
    numbers = [await post.queue("CB01", "một"), await post.queue("CB01", QUESTION)]
    elsewhere = await post.queue("CB02")

    assert await refused(post, second) is True
    assert await refused(post, second) is False

    for number in numbers:
        row = await post.row(number)
        assert (row.channel, row.chat, row.state) == (CHANNEL, "CB01", OutgoingState.WAITING)
    assert (await post.row(elsewhere)).chat == "CB02"
    assert (await post.row(await post.queue("CB01", "sau"))).channel == CHANNEL
    assert [m.text for m in await claim(post) if m.address.chat == "CB01"] == ["một"]


async def test_without_another_chat_they_are_refused(post: Post) -> None:
    number = await post.queue("CB01", QUESTION)

    assert await refused(post, Address(CHANNEL, BOT, "CB01"))

    assert await post.history(number) == [("waiting", None), ("refused", Why.BLOCKED)]
    assert await states(post) == ["closed"]
    assert (await post.row(await post.queue("CB01"))).reason == Why.BLOCKED


async def test_a_stranger_who_refuses_is_no_news(post: Post) -> None:
    assert not await refused(post, Address(CHANNEL, BOT, "nobody"))


async def test_what_a_dead_process_was_sending_is_found_by_its_lane(post: Post) -> None:
    number = await post.queue("CB01")
    await post.queue("CB02", due_in=MINUTE)
    await claim(post)
    async with post.database.read() as session:
        assert [row.id for row in await delivery.left_sending(session, CHANNEL, BOT)] == [number]
        assert list(await delivery.left_sending(session, CHANNEL, "another")) == []


async def test_every_change_of_state_keeps_its_time_and_reason(post: Post) -> None:
    number = await post.queue("CB01")
    await claim(post)
    await post.settle(number or 0, OutgoingState.SENT)
    assert await post.history(number) == [("waiting", None), ("sending", None), ("sent", None)]
    assert (await post.row(number)).attempts == 1
