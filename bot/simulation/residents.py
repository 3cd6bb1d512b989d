"""The people of a simulated year: each has habits, a phone or two, and days without signal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from bot.simulation.answers import Reading, Seen
from bot.simulation.observed import Consented, NoSignal
from bot.simulation.wires import Phone
from bot.simulation.world import World
from domain.asks import AskKind
from domain.calendar import at, local
from domain.messages import Outgoing
from domain.people import Role
from texts import sayings

WAKES, SLEEPS = time(5, 30), time(22, 0)
YES = "1"
GREETS_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody deals with their phone; chances of one answer each."""

    within: timedelta  # half of the answers come sooner
    silent: float  # leaves a question alone
    twice: float  # taps or sends twice
    changes: float  # thinks better of it later
    beside: float  # first answers something that was not asked
    stale: float  # answers an old question although a newer one has come
    chats: float  # says something unasked for after an answer


def drawn(chance: Random) -> Habits:
    """Somebody: most are prompt, some late, some hardly ever answer."""
    sort = chance.random()
    if sort < 0.6:
        within, silent = timedelta(minutes=chance.randint(2, 60)), 0.02
    elif sort < 0.9:
        within, silent = timedelta(hours=chance.uniform(2, 30)), 0.08
    else:
        within, silent = timedelta(hours=chance.uniform(1, 60)), 0.6
    return Habits(
        within,
        silent,
        twice=0.06 if chance.random() < 0.2 else 0.005,
        changes=0.04,
        beside=0.02,
        stale=0.1,
        chats=0.02,
    )


def _hours(span: timedelta) -> str:
    return f"{span / timedelta(hours=1):.0f} h"


class Resident:
    """Somebody of the roster. Their chance is their own: what others do changes nothing in it."""

    def __init__(self, world: World, reading: Reading, code: str, roles: frozenset[Role]) -> None:
        self.code = code
        self.roles = roles
        self.phones: list[Phone] = []
        self.left = False  # replaced: no longer answers
        self._world = world
        self._reading = reading
        self._chance = world.chance(f"person {code}")
        self._habits = drawn(self._chance)
        self._slip: str | None = None
        self._away = 0
        self._unread: list[tuple[Phone, Outgoing]] = []
        self._set_on: str | None = None  # what the next question is answered with

    # Joining.

    def joins(self, slip: str) -> None:
        """Types the code of a paper slip, on the phone they use most."""
        self._slip = slip
        self._tries_to_join()

    def _tries_to_join(self) -> None:
        if self._slip is None or self._reading.joined(self.code):
            self._slip = None
            return
        self.say(self.phones[0], self._slip)
        self._world.later(timedelta(hours=20), self._tries_to_join)

    def _agrees(self, phone: Phone) -> None:
        self._slip = None
        self._world.note(Consented, **phone.place)
        self.say(phone, YES)

    # Being far away.

    def loses_signal(self, span: timedelta) -> None:
        """For a while nothing is seen and nothing said."""
        act = f"{self.code} has no signal {self._world.now():%m-%dT%H:%M}"
        if not self._world.may(act, _hours(span)):
            return
        self._away += 1
        if self._away == 1:
            self._world.note(NoSignal, person=self.code)
        self._world.later(span, self._has_signal)

    def _has_signal(self) -> None:
        self._away -= 1
        if self._away:
            return
        self._world.note(NoSignal, person=self.code, ended=True)
        unread, self._unread = self._unread, []
        for phone, message in unread:
            self._reads(phone, message)

    def blocks(self, span: timedelta) -> None:
        """Blocks the bot on one phone, and lets it write again after a while."""
        act = f"{self.code} blocks {self._world.now():%m-%dT%H:%M}"
        if not self._world.may(act, _hours(span)):
            return
        phone = self.phones[0]
        phone.network.block(phone)
        self._world.later(span, self._unblocks, phone)

    def _unblocks(self, phone: Phone) -> None:
        phone.network.block(phone, ended=True)
        self._greets(phone, self._chance.choice(sayings.CHAT[:3]))

    def _greets(self, phone: Phone, text: str) -> None:
        """Whoever has no signal now does it when they have: else nobody could write to them."""
        if self._away:
            self._world.later(GREETS_AGAIN, self._greets, phone, text)
        else:
            self.say(phone, text)

    # Reading and answering.

    def hears(self, phone: Phone, message: Outgoing) -> None:
        """A message is there; it is read when there is signal."""
        if self._away:
            self._unread.append((phone, message))
        else:
            self._reads(phone, message)

    def _reads(self, phone: Phone, message: Outgoing) -> None:
        if self.left:
            return
        if self._slip is not None and message.question_id is None:
            self._at(self._soon(timedelta(minutes=2)), self._agrees, phone)
            return
        if message.question_id is not None:
            self.asked(phone, self._reading.question(message.question_id), message)

    def asked(self, phone: Phone, seen: Seen, message: Outgoing) -> None:
        """A question is read: answered sooner or later, or never."""
        if self._set_on is not None and seen.kind in (AskKind.VISITS, AskKind.CONFIRM):
            answer, self._set_on = self._set_on, None
            self._at(self._soon(timedelta(minutes=1)), self._answers, phone, seen, answer)
            return
        follows = message.key.startswith("answer:")  # they are at it: the next question
        if not follows and self._chance.random() < self._habits.silent:
            return
        answer_ = self._reading.answer(seen, self._chance)
        if answer_ is None:
            return
        pause = timedelta(minutes=1) if follows else self._habits.within
        self._at(self._soon(pause), self._answers, phone, seen, answer_)

    def _answers(self, phone: Phone, seen: Seen, answer: str) -> None:
        chance, habits = self._chance, self._habits
        if self.left or (phone.question != seen.id and chance.random() >= habits.stale):
            return
        pressed = answer.isdigit() and len(answer) == 1 and chance.random() < 0.7
        if chance.random() < habits.beside:
            self.say(phone, chance.choice(sayings.ASIDE))
            return  # the question is asked once more, and answered then
        self.say(phone, answer, pressed=pressed)
        if chance.random() < habits.twice:
            self._world.later(timedelta(seconds=chance.uniform(0.1, 3)), self.say, phone, answer)
        if seen.kind in (AskKind.VISITS, AskKind.CONFIRM) and chance.random() < habits.changes:
            later = self._soon(timedelta(hours=chance.uniform(1, 40)))
            self._at(later, self._thinks_better, phone, answer)
        if chance.random() < habits.chats:
            self._at(self._soon(timedelta(hours=2)), self.say, phone, chance.choice(sayings.CHAT))

    def _thinks_better(self, phone: Phone, answer: str) -> None:
        self._set_on = YES if answer != YES else "2"
        self.say(phone, sayings.CHANGE)

    def names_days_away(self) -> None:
        """A cadre tells days of the coming weeks that are taken."""
        first = local(self._world.now()).date() + timedelta(days=self._chance.randint(3, 30))
        last = min(first.day + 1, 28)
        self.say(self.phones[0], sayings.away(min(first.day, last), last, first.month))

    def say(self, phone: Phone, text: str, *, pressed: bool = False) -> None:
        """Send something, if there is signal; blocking a bot keeps one from writing to it."""
        if self._away or phone.blocked or self.left:
            return
        # named by the instant: a number would be another act when one before it is left out
        if not self._world.may(f"{self.code} says {self._world.now():%m-%dT%H:%M:%S}", text):
            return
        phone.network.say(phone, text, pressed=pressed)

    def _soon(self, half: timedelta) -> datetime:
        """An instant of waking hours: half of the time sooner than `half` from now."""
        moment = self._world.now() + half * self._chance.expovariate(0.69)
        here = local(moment)
        if here.time() >= SLEEPS:
            day = here.date() + timedelta(days=1)
        elif here.time() < WAKES:
            day = here.date()
        else:
            return moment
        return at(day, WAKES) + timedelta(minutes=self._chance.uniform(0, 180))

    def _at(self, instant: datetime, call: Callable[..., object], *arguments: object) -> None:
        self._world.loop.at(instant, call, *arguments)
