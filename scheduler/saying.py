"""Queueing what a tick says: one message a person, and the tasks it puts on the call list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from db import calls, outbox, rounds
from db.base import Session
from db.rounds import RoundKind
from domain import timing
from domain.ids import PersonId
from domain.messages import Ask, Why, Words
from scheduler.base import Content, Notice, Reminder, Told
from scheduler.due import what


async def mass_send(
    session: Session, by_person: Mapping[PersonId, object], now: datetime
) -> int | None:
    """What one tick says to several is a mass send."""
    if len(by_person) < 2:
        return None
    return await rounds.round_of(session, RoundKind.REMINDERS, now.isoformat(), now)


async def queue_together(
    session: Session,
    person_id: PersonId,
    said: Sequence[tuple[Reminder, Notice]],
    now: datetime,
    *,
    withheld: bool = False,
    round_id: int | None = None,
) -> None:
    """Queue one message to a person; `withheld` keeps it unsaid.

    What speaks of several meetings is too late when it is for the first of them: the office then
    phones about all. So is a message of several families, but what it is in time for is said anew.
    """
    families: dict[str, list[tuple[Reminder, Notice]]] = {}
    for reminder, notice in said:
        families.setdefault(reminder.family, []).append((reminder, notice))
    contents, occasions, lapses = [], [], []
    for members in families.values():
        lapses_at = min(reminder.lapses(n.meeting.starts_at) for reminder, n in members)
        lapses.append(lapses_at)
        occasions += [replace(what(*member), lapses_at=lapses_at) for member in members]
        ordered = sorted(members, key=lambda pair: pair[1].meeting.starts_at)
        once = {(notice.meeting.id, notice.about): notice for _, notice in ordered}
        contents.append(await members[0][0].compose(session, list(once.values()), now))
    await outbox.queue(
        session,
        key=f"{'withheld' if withheld else 'reminder'}:{person_id}:{now.isoformat()}",
        kind=said[0][0].family,
        person_id=person_id,
        content=_together(contents),
        now=now,
        due_at=timing.audible(now),
        lapses_at=min(lapses),
        occasions=occasions,
        withheld=Why.PAUSED if withheld else None,
        round_id=round_id,
    )


async def open_calls(
    session: Session, said: Sequence[tuple[Reminder, Notice]], now: datetime
) -> None:
    """What the office is told stands on its call list, even while a coordinator is paused."""
    for reminder, notice in said:
        if reminder.opens is not None and notice.about is not None:
            await calls.open_call(
                session, reminder.opens, notice.about, now, meeting=notice.meeting
            )


def _together(contents: Sequence[Content]) -> Words | Ask:
    """Information first, then the one question; other questions come after its answer."""
    asked = [c.then if isinstance(c, Told) else c for c in contents if not isinstance(c, Words)]
    plain = [content.text for content in contents if not isinstance(content, Ask)]
    if not asked:
        return Words("\n\n".join(plain))
    question = asked[0]
    text = "\n\n".join([*plain, question.words.text])
    return Ask(question.kind, Words(text, question.words.options), question.payload)
