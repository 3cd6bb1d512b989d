"""A house with one room, for the pages: real tables, the real wire, and an echo for a handler."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from bot.clock import AdjustableClock
from channels.web import WebChannel
from db import delivery, inbox, outbox, settling
from db.base import Database, Session
from db.branches import Branch
from db.people import AddressRow, PersonRow, Post
from db.units import Unit, UnitKind
from domain.fold import fold
from domain.ids import PersonId
from domain.messages import Ask, Incoming, Option, OutgoingState, Words
from domain.people import Role
from domain.web_chats import address_of
from web.house import Move, Step

START = datetime(2026, 12, 4, 11, 30, tzinfo=UTC)  # Friday, 18:30 in Quan Sơn
SINCE = date(2025, 7, 1)
QUESTION = Ask(
    "test",
    Words(
        "Đồng chí có dự sinh hoạt chi bộ bản Mòng, 19h30 ngày 05/12/2026 không?",
        (Option("yes", "Có dự"), Option("no", "Vắng"), Option("late", "Đến muộn")),
    ),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist: name, role, village or unit, and whether they have joined."""

    code: str
    name: str
    role: Role
    title: str
    village: str | None = None
    joined: bool = True


TOWN = (
    Invented("DP01", "Lương Văn Ước", Role.COORDINATOR, "Chuyên viên văn phòng"),
    Invented("LD01", "Phạm Thị Ánh", Role.LEADER, "Bí thư đảng ủy xã"),
    Invented("CB01", "Hà Văn Đức", Role.CADRE, "Ủy viên ban thường vụ"),
    Invented("BT01", "Lò Thị Mỵ", Role.SECRETARY, "Trưởng bản", "bản Mòng"),
    Invented("BT02", "Vi Văn Đường", Role.SECRETARY, "Trưởng bản", "bản Ngàm", joined=False),
)


async def settle_town(session: Session, town: tuple[Invented, ...] = TOWN) -> dict[str, PersonId]:
    """Store the commune, its villages and its people; ids by code."""
    session.add(UnitKind(code="commune", label="Xã", rank=2))
    await session.flush()
    commune = Unit(
        code="QS-TT",
        kind_code="commune",
        name="Xã Thử Nghiệm",
        name_fold=fold("Xã Thử Nghiệm"),
        valid_from=SINCE,
    )
    session.add(commune)
    await session.flush()
    return {one.code: await _settle(session, one, commune.id) for one in town}


async def _settle(session: Session, one: Invented, commune: int) -> PersonId:
    row = PersonRow(code=one.code, name=one.name, name_fold=fold(one.name), title=one.title)
    session.add(row)
    branch = _branch(one.code, one.village, commune) if one.village else None
    if branch is not None:
        session.add(branch)
    await session.flush()
    session.add(
        Post(
            person_id=row.id,
            role=one.role,
            unit_id=None if branch else commune,
            branch_id=branch.id if branch else None,
            valid_from=SINCE,
        )
    )
    person_id = PersonId(row.id)
    if one.joined:
        session.add(_address(person_id))
    return person_id


def _branch(code: str, village: str, commune: int) -> Branch:
    return Branch(
        code=f"CB-{code}",
        unit_id=commune,
        village=village,
        village_fold=fold(village),
        meeting_place="nhà văn hóa",
        members=24,
        exempt=2,
        habit="day:5",
        habit_time=time(19, 30),
        valid_from=SINCE,
    )


def _address(person_id: PersonId) -> AddressRow:
    home = address_of(person_id)
    return AddressRow(
        person_id=person_id,
        channel=home.channel,
        bot=home.bot,
        chat=home.chat,
        bound_at=START - timedelta(days=30),
    )


@dataclass
class EchoHouse:
    """Receives as the real house does: remember, answer through the outbox, send, settle."""

    database: Database
    people: dict[str, PersonId]
    channel: WebChannel = field(default_factory=WebChannel)
    clock: AdjustableClock = field(default_factory=lambda: AdjustableClock(START))
    broken: bool = False  # while True nothing can be stored
    said: int = 0

    def chat(self, code: str) -> str:
        return address_of(self.people[code]).chat

    async def receive(self, incoming: Incoming) -> None:
        if self.broken:
            raise OSError("the disk is full")
        async with self.database.begin() as session:
            number = await inbox.remember(session, incoming)
            if number is None:
                return
            await inbox.conclude(
                session,
                number,
                inbox.IncomingState.DONE,
                person_id=None,
                handled_by="echo",
                text=incoming.text,
            )
            pressed = f" (câu {incoming.question_id})" if incoming.question_id else ""
            await outbox.queue_answer(
                session,
                key=f"answer:web:local:{incoming.key}",
                person_id=None,
                address=incoming.address,
                content=Words(f"Đã nhận: {incoming.text}{pressed}"),
                now=self.clock.now(),
            )
        await self.deliver()

    async def says(self, code: str, content: Words | Ask) -> None:
        """The house says something to a person who has joined."""
        async with self.database.begin() as session:
            self.said += 1
            await outbox.queue(
                session,
                key=f"test:{self.said}",
                kind="test",
                person_id=self.people[code],
                content=content,
                now=self.clock.now(),
                due_at=self.clock.now(),
            )
        await self.deliver()

    async def deliver(self) -> None:
        """Claim, send, settle, until nothing is due."""
        while True:
            async with self.database.begin() as session:
                claimed = await delivery.claim(session, "web", "local", self.clock.now(), most=20)
            if not claimed:
                return
            for message in claimed:
                await self.channel.send(message)
            async with self.database.begin() as session:
                for message in claimed:
                    row = await session.get_one(outbox.OutgoingRow, message.id)
                    await settling.settle(session, row, OutgoingState.SENT, self.clock.now())

    async def advance(self, move: Move) -> None:
        step = move.step
        """An hour or a day later, and something to hear on the way."""
        hours = {Step.HOUR: 1, Step.DAY: 24, Step.NEXT: 2}[step]
        self.clock.move_to(self.clock.now() + timedelta(hours=hours))
        await self.says("CB01", Words("Nhắc lịch: tối nay họp chi bộ bản Mòng."))
