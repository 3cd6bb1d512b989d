"""What is kept about networks, on both databases: use, seats, windows, receipts, tokens."""

from datetime import UTC, datetime, timedelta

from db import delivery, network_use, oa_tokens, outbox, receipts, seats, settling, windows
from db.base import Database, Session
from db.inbox import IncomingRow
from db.outbox import OutgoingRow
from db.people import PersonRow
from domain.calendar import Month
from domain.ids import PersonId
from domain.messages import Address, OutgoingState, Why, Words

NOW = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)  # 23h59 in Vietnam
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
CHAT = Address("zalo_oa", "88", "c1")


def came(number: int, chat: str, at: datetime, by: str | None = None) -> IncomingRow:
    return IncomingRow(
        channel="zalo_oa",
        bot="88",
        key=f"k{number}",
        chat=chat,
        state="done",
        handled_by=by,
        received_at=at,
    )


async def waits(session: Session, key: str, now: datetime, kind: str = "reminder") -> OutgoingRow:
    number = await outbox.queue_answer(
        session, key=key, person_id=None, address=CHAT, content=Words("tin"), now=now, kind=kind
    )
    row = await session.get_one(OutgoingRow, number)
    row.urgent = False
    return row


async def test_use_is_added_up_by_month_in_local_time(database: Database) -> None:
    async with database.begin() as session:
        for month, kind, cost in (
            (NOVEMBER, "free", 0),
            (NOVEMBER, "free", 0),
            (NOVEMBER, "paid", 55),
            (DECEMBER, "paid", 110),
        ):
            await network_use.count(session, "zalo_oa", "88", month, sent=2, kind=kind, cost=cost)
        session.add_all([came(1, "c1", NOW), came(2, "c1", NOW + timedelta(minutes=1))])
    async with database.read() as session:
        used = await network_use.used(session, "zalo_oa", "88", NOVEMBER)
        assert (used.sent, used.received, used.cost) == (6, 1, 55)
        used = await network_use.used(session, "zalo_oa", "88", DECEMBER)
        assert (used.sent, used.received, used.cost) == (2, 1, 110)
        used = await network_use.used(session, "zalo_oa", "other", DECEMBER)
        assert (used.sent, used.received, used.cost) == (0, 0, 0)
        kinds = await network_use.by_kind(session, "zalo_oa", NOVEMBER)
        assert kinds == {"free": (4, 0), "paid": (2, 55)}


async def test_seats_are_private_chats_whoever_they_are(database: Database) -> None:
    async with database.begin() as session:
        rows = [came(1, "a", NOW), came(2, "a", NOW), came(3, "b", NOW, "joining")]
        session.add_all([*rows, came(4, "a group", NOW, "group")])
    async with database.read() as session:
        assert await seats.known(session, "zalo_oa") == {"88": 2}
        assert await seats.at_home(session, "zalo_oa", [PersonId(1)]) == {}


async def test_a_window_is_open_for_a_while_after_a_word(database: Database) -> None:
    week = timedelta(days=7)
    async with database.begin() as session:
        await waits(session, "k", NOW)
        await waits(session, "knock", NOW, windows.KNOCK)

        async def outside(now: datetime) -> list[str]:
            found = await windows.outside(session, "zalo_oa", "88", now, week, most=9)
            return [row.key for row in found]

        assert await windows.last_heard(session, CHAT) is None
        assert await outside(NOW) == ["k"]
        session.add_all([came(1, "c1", NOW), came(2, "c1", NOW + timedelta(days=1), "gone")])
        await session.flush()
        assert await windows.last_heard(session, CHAT) == NOW
        assert await outside(NOW + timedelta(days=6)) == []
        assert await outside(NOW + week) == ["k"]


async def test_what_was_held_is_due_when_the_person_writes(database: Database) -> None:
    async with database.begin() as session:
        row = await waits(session, "k", NOW)
        other = await waits(session, "other", NOW)
        later = NOW + timedelta(days=7)
        await settling.settle(session, row, OutgoingState.WAITING, NOW, Why.WINDOW, due_at=later)
        await settling.settle(session, other, OutgoingState.WAITING, NOW, Why.PASSING, due_at=later)
        await session.flush()
        await windows.opened(session, CHAT, NOW + timedelta(hours=1))
        await session.refresh(row)
        await session.refresh(other)
        assert row.due_at == NOW + timedelta(hours=1)
        assert other.due_at == later


async def test_a_person_is_not_knocked_for_twice(database: Database) -> None:
    async with database.begin() as session:
        person = PersonRow(code="A", name="Vi Văn A", name_fold="vi van a", phone="+84900000001")
        session.add(person)
        await session.flush()
        person_id = PersonId(person.id)
        assert await windows.phone_and_name(session, person_id) == ("+84900000001", "Vi Văn A")
        row = await waits(session, "knock", NOW, windows.KNOCK)
        row.person_id = person.id
        await session.flush()
        assert await windows.knocked_since(session, person_id, NOW - timedelta(days=1))
        assert not await windows.knocked_since(session, person_id, NOW)


async def test_a_receipt_keeps_its_first_instant(database: Database) -> None:
    async with database.begin() as session:
        row = await waits(session, "k", NOW)
        row.network_id = "n1"
        await session.flush()
        for minutes in (1, 2):
            at = NOW + timedelta(minutes=minutes)
            known = await receipts.note(session, "zalo_oa", "88", ["n1", "n2"], seen=True, at=at)
            assert known == 1
        await session.refresh(row)
        assert (row.seen_at, row.delivered_at) == (NOW + timedelta(minutes=1), None)


async def test_only_what_presses_is_claimed_of_a_bot_used_up(database: Database) -> None:
    async with database.begin() as session:
        await waits(session, "reminder", NOW)
        await waits(session, "moved", NOW, "moved")
        spared = await delivery.spared(session, "zalo_oa", "88", NOW, most=9)
        assert [row.key for row in spared] == ["reminder"]
        await settling.settle(session, spared[0], OutgoingState.REFUSED, NOW, Why.QUOTA)
        claimed = await delivery.claim(session, "zalo_oa", "88", NOW, most=9, pressing_only=True)
        assert [message.key for message in claimed] == ["moved"]


async def test_a_pair_is_leased_once_and_replaced_at_once(database: Database) -> None:
    async def keep(refresh: str) -> None:
        async with database.begin() as session:
            await oa_tokens.keep(
                session, "88", access="a", refresh=refresh, expires_at=NOW, now=NOW
            )

    async def lease(refresh: str) -> bool:
        async with database.begin() as session:
            return await oa_tokens.lease(session, "88", refresh, NOW)

    await keep("one")
    assert [await lease("one"), await lease("one"), await lease("other")] == [True, False, False]
    async with database.begin() as session:
        await oa_tokens.give_back(session, "88", "one")
    assert await lease("one")
    await keep("two")
    assert [await lease("one"), await lease("two")] == [False, True]
    async with database.read() as session:
        pair = await oa_tokens.pair(session, "88")
        assert pair is not None
        assert (pair.refresh, pair.expires_at) == ("two", NOW)
        assert await oa_tokens.pair(session, "99") is None
