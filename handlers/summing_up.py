"""Once after each mass send, and after losses: the office hears what became of the messages."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import beats, ledger, outbox, people, round_progress, rounds
from db.base import Session
from db.questions import open_question
from domain.asks import AskKind
from domain.calendar import local_date
from domain.ledger import Entry
from domain.messages import Ask, Words
from domain.people import Person
from domain.summaries import SummaryRules
from handlers import ledger_pages
from handlers.ledger_scope import Scope
from handlers.seen import people_seen
from texts import ledger as words

SOON = timedelta(minutes=1)  # after the last message of a mass send was settled
PATIENCE = timedelta(minutes=30)  # then it is told how many still wait
LOSSES_GATHER = timedelta(minutes=5)


async def due(session: Session) -> list[tuple[int, datetime]]:
    """The mass sends that are to be summed up, each with when."""
    return [
        (
            one.id,
            one.first_due + PATIENCE if one.open else one.settled_at + SOON,
        )
        for one in await round_progress.unsummed(session)
    ]


async def sum_up(session: Session, rules: SummaryRules, round_id: int, now: datetime) -> None:
    """Tell everybody who is to know what they see of one mass send; a small one is only noted."""
    summed = await rounds.sum_up(session, round_id, now)
    if summed is None:
        return
    kind, begun_at = summed
    entries = await ledger.of_round(session, round_id)
    if len({entry.outgoing_id for entry in entries}) < rules.least:
        return
    for person in await people.holders(session, [rules.to], local_date(now)):
        mine = await _seen(session, person, entries, now)
        if not mine:
            continue
        counts = ledger_pages.counted(mine)
        text = words.summed_up(kind, begun_at, counts, ledger_pages.people(mine))
        options = words.choices(counts)
        scope = Scope("round", str(round_id))
        ask = Ask(AskKind.LEDGER, Words(text, options), scope.payload())
        await _tell(session, person, f"summary:{round_id}:{person.id}", ask, now)


async def losses_due(session: Session) -> datetime | None:
    """When the office is to be told of messages that became too late; None when there are none."""
    lapsed = await beats.last(session, beats.LAPSED)
    told = await beats.last(session, beats.LOSSES)
    if lapsed is None or (told is not None and told >= lapsed):
        return None
    return lapsed + LOSSES_GATHER


async def tell_losses(session: Session, rules: SummaryRules, now: datetime) -> None:
    """One message for all of them since the last time."""
    since = await beats.last(session, beats.LOSSES)
    lapsed = await beats.last(session, beats.LAPSED)
    if lapsed is None or (since is not None and since >= lapsed):
        return
    entries = await ledger.lapsed(session, since)
    await beats.seen(session, beats.LOSSES, now)
    for person in await people.holders(session, [rules.to], local_date(now)):
        mine = await _seen(session, person, entries, now)
        if not mine:
            continue
        dues = [entry.due_at for entry in mine]
        many = len({entry.outgoing_id for entry in mine})
        text = words.losses(many, ledger_pages.people(mine), min(dues), max(dues))
        await outbox.queue(
            session,
            key=f"losses:{now.isoformat()}:{person.id}",
            kind="losses",
            person_id=person.id,
            content=Words(text),
            now=now,
        )


async def _seen(
    session: Session, person: Person, entries: Sequence[Entry], now: datetime
) -> list[Entry]:
    known = await people_seen(session, person, now)
    return [entry for entry in entries if entry.person.id in known]


async def _tell(session: Session, person: Person, key: str, ask: Ask, now: datetime) -> None:
    """With digits, unless that would close a question the person still has to answer."""
    asked = await open_question(session, person.id)
    busy = asked is not None and asked.kind != AskKind.LEDGER
    plain = Words(f"{ask.words.text}\n{words.see_more()}")
    await outbox.queue(
        session,
        key=key,
        kind="summary",
        person_id=person.id,
        content=plain if busy else ask,
        now=now,
    )
