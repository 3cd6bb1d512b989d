"""The office of a simulated year: plans, approves, and works through the call list by messages."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.simulation.answers import Reading, Seen
from bot.simulation.observed import HumanTold, Phoned
from bot.simulation.residents import Resident
from bot.simulation.wires import Phone
from bot.simulation.world import World
from domain.asks import AskKind
from domain.calendar import Month, at, local_date
from domain.messages import Outgoing
from domain.people import Role
from texts import sayings

MORNING = time(8, 20)
CALLS_A_DAY = 15
ANSWERED_BY_PHONE = 0.8
PLANNING_DAYS = range(20, 29)
REDRAFTED = timedelta(minutes=40)


class Coordinator(Resident):
    """Whoever runs the month. Never silent, and at work from Monday to Friday."""

    _calls_left = 0
    _tried: Month | None = None  # the month whose draft was there to be approved
    _phoned: str | None = None  # whom the question on the screen is about

    def __init__(self, world: World, reading: Reading, code: str, roles: frozenset[Role]) -> None:
        super().__init__(world, reading, code, roles)
        self._tried_today: set[str] = set()  # tasks; nobody is phoned twice a day about one

    def day_begins(self, today: datetime) -> None:
        """Look at the plan when it is time, then phone whoever has to be phoned."""
        day = local_date(today)
        coming = Month.of(day).next
        if day.day in PLANNING_DAYS and not self._reading.approved(str(coming)):
            self._approves(today, coming)
            start = timedelta(minutes=20)
        else:
            start = timedelta(minutes=2)
        if day.weekday() < 5:
            self._calls_left = CALLS_A_DAY
            self._tried_today.clear()
            self._at(at(day, MORNING) + start, self._looks_at_calls)

    def _approves(self, today: datetime, coming: Month) -> None:
        """A draft that could not be approved the day before is made anew first."""
        if self._tried == coming:
            self.say(self.phones[0], sayings.redraft(f"{coming.number}/{coming.year}"))
            self._at(today + REDRAFTED, self.say, self.phones[0], sayings.APPROVE)
        else:
            self.say(self.phones[0], sayings.APPROVE)
        if self._reading.drafted(str(coming)):
            self._tried = coming

    def pauses(self, commune: str) -> None:
        """A flood."""
        self.say(self.phones[0], sayings.pause(commune))

    def _looks_at_calls(self) -> None:
        self.say(self.phones[0], sayings.CALLS)

    def asked(self, phone: Phone, seen: Seen, message: Outgoing) -> None:
        """Everything that is asked of the office is answered within minutes."""
        if seen.kind == AskKind.CALL_LIST:
            self._reads_calls(phone, seen)
        elif seen.kind == AskKind.ON_BEHALF:
            self._enters(phone, seen)
        else:
            answer = self._reading.answer(seen, self._chance, plain=True)
            if answer is not None:
                self._at(self._soon(timedelta(minutes=3)), self._types, phone, answer)

    def _reads_calls(self, phone: Phone, seen: Seen) -> None:
        for value in seen.options:
            what, _, number = value.partition(":")
            found = self._reading.called(int(number)) if what == "call" else None
            if found is not None:
                self._world.note(HumanTold, person=self.code, about=found[0], what=found[1])
        if seen.options and seen.options[0].startswith(("talked", "missed")):
            reached = self._rings("")
            self._at(self._soon(timedelta(minutes=1)), self._ends_call, phone, reached)
        elif self._calls_left > 0:
            self._phones_the_next(phone, seen.options)

    def _phones_the_next(self, phone: Phone, options: Sequence[str]) -> None:
        """The first task of the page that was not tried today."""
        for digit, value in enumerate(options, start=1):
            what, _, number = value.partition(":")
            if what == "call" and value not in self._tried_today:
                self._tried_today.add(value)
                self._calls_left -= 1
                found = self._reading.called(int(number))
                self._phoned = found[0] if found else None
                self._at(self._soon(timedelta(minutes=2)), self._types, phone, str(digit))
                return

    def _rings(self, answer: str) -> bool:
        reached = self._chance.random() < ANSWERED_BY_PHONE
        about = self._phoned or ""
        self._world.note(Phoned, person=self.code, about=about, reached=reached, answer=answer)
        return reached

    def _ends_call(self, phone: Phone, reached: bool) -> None:
        self._types(phone, "1" if reached else "2")
        self._at(self._soon(timedelta(minutes=2)), self._looks_at_calls)

    def _enters(self, phone: Phone, seen: Seen) -> None:
        """What the person says on the telephone, typed for them; or that nobody answered."""
        answer = self._reading.answer(seen.own, self._chance, plain=True) or YES_BY_PHONE
        if "unreached" in seen.options and not self._rings(answer):
            answer = str(seen.options.index("unreached") + 1)
        self._at(self._soon(timedelta(minutes=1)), self._types, phone, answer)
        self._at(self._soon(timedelta(minutes=6)), self._looks_at_calls_again)

    def _looks_at_calls_again(self) -> None:
        if self._calls_left > 0:
            self._looks_at_calls()

    def _types(self, phone: Phone, text: str) -> None:
        self.say(phone, text)


YES_BY_PHONE = "1"
