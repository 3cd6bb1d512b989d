"""Which handler a message of a joined person goes to: button, command, answer, or free words."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.network_clock import NetworkClocks
from db import questions
from db.questions import Remembered
from domain.asks import AskKind
from domain.errors import NotAllowed
from domain.fold import fold
from domain.ids import QuestionId
from domain.messages import Ask, Source, Words
from domain.people import Role
from handlers.base import Asked, Command, Reader, Reply, Request, before, text_of
from handlers.pending import next_ask
from texts import refusals
from texts.reports import listings

ASKED_AGAIN = (AskKind.REPORT, AskKind.BRIEF, AskKind.WHICH)
_DIGIT = re.compile(r"(\d{1,2})\s*[.)]?")
_APART = timedelta(minutes=2)  # how far our clock may be from a network's before it is noticed


@dataclass(frozen=True, slots=True)
class Handled:
    """The reply, and the name of what handled the message (for the log and the inbox)."""

    reply: Reply
    by: str


class Desk:
    """Knows every command and every reader; takes no decision of its own about the content."""

    def __init__(
        self,
        commands: Sequence[Command],
        readers: Sequence[Reader],
        spontaneous: Callable[[Request], Awaitable[Reply | None]],
        curious: Callable[[Request], Awaitable[Reply | None]],
        steady: Callable[[], float],
    ) -> None:
        """`steady`: seconds of a clock that nobody can set."""
        self.commands = tuple(sorted(commands, key=lambda c: (c.order, c.name)))
        self._by_name = {name: command for command in commands for name in command.names}
        self.readers: Mapping[str, Reader] = {reader.kind: reader for reader in readers}
        self.spontaneous = spontaneous
        self._curious = curious
        self._clocks = NetworkClocks(steady)

    async def handle(
        self, request: Request, pressed: QuestionId | None, said_at: datetime | None = None
    ) -> Handled:
        """Answer one message. Raises a Refusal when the person cannot do what they ask.

        `said_at`: when the network says it was typed; what was typed before a question was asked
        and came late is no answer to it.
        """
        question = await questions.open_question(request.session, request.person.id)
        if said_at is not None:
            said_at = await self._clocks.ours(
                request.session, request.address, said_at, request.now
            )
            if question is not None and _too_early(said_at, question.asked_at, request.now):
                question = None
        if pressed is not None:
            return await self._pressed(request, question, pressed)
        if request.text.startswith("/"):
            return await self._slash(request)
        whole = self._whole(request.text)
        if whole is not None and whole.always:
            return await self._run(request.saying(""), whole)
        wondered = await self._curious(request)
        if wondered is not None:
            return Handled(self._beside(question, wondered), "question_in_words")
        if question is not None:
            answered = await self._answered(request, question)
            if answered is not None:
                return answered
        command, rest = self._bare(request.text)
        # "nếu mưa thì tôi vắng" is no command of somebody who may not use it
        if command is not None and (not rest or request.person.holds(*command.roles)):
            return await self._run(request.saying(rest), command)
        if question is not None:
            return Handled(self._again(question, refusals.unclear_answer()), "unclear")
        return await self._free(request)

    async def _pressed(
        self, request: Request, question: Remembered | None, pressed: QuestionId
    ) -> Handled:
        if question is not None and question.id == pressed:
            answered = await self._answered(replace(request, source=Source.BUTTON), question)
            if answered is not None:
                return answered
        return Handled(before(refusals.stale(), await self._current(request, question)), "stale")

    async def _current(self, request: Request, question: Remembered | None) -> Reply | None:
        """The question that is open now, shown again; else the one that is owed."""
        if question is None:
            return await next_ask(request)
        return self._again(question, "")

    async def _answered(self, request: Request, question: Remembered) -> Handled | None:
        reader = self.readers[question.kind]
        options = question.choices()
        asked = Asked(question.kind, dict(question.payload), options)
        digit = _DIGIT.fullmatch(request.text)
        if digit and options:
            number = int(digit.group(1))
            if not 1 <= number <= len(options):
                return Handled(
                    self._again(question, refusals.choose_number(len(options))), "out_of_range"
                )
            source = request.source if request.source is Source.BUTTON else Source.DIGIT
            chosen = replace(request, source=source)
            return await self._chosen(chosen, question, reader, asked, options[number - 1].value)
        exact = request.text.casefold().strip(" .!")
        for option in options:
            if option.label.casefold() == exact:
                return await self._chosen(request, question, reader, asked, option.value)
        reply = await reader.read(request, asked) if reader.read else None
        if reply is not None:
            same = isinstance(reply, Ask) and (reply.kind, reply.payload) == (
                question.kind,
                question.payload,
            )
            if same:
                await questions.close(request.session, [question.id], request.now)
            else:
                await questions.settle(request.session, question.id, request.now)
            return Handled(reply, f"question:{question.kind}")
        # Only now without accents: "vang" is a label too, but the reader knows it may mean yes.
        for option in options:
            if fold(option.label) == fold(exact):
                return await self._chosen(request, question, reader, asked, option.value)
        return None

    async def _chosen(
        self, request: Request, question: Remembered, reader: Reader, asked: Asked, value: str
    ) -> Handled:
        await questions.settle(request.session, question.id, request.now)
        return Handled(await reader.choose(request, asked, value), f"question:{question.kind}")

    def _again(self, question: Remembered, line: str) -> Ask:
        """The open question once more, after a line that says why."""
        text = f"{line}\n{question.text}" if line else question.text
        words = Words(text, question.choices())
        return Ask(question.kind, words, dict(question.payload), again=question.text)

    def _beside(self, question: Remembered | None, reply: Reply) -> Reply:
        """What somebody wanted to know, and the question that waited meanwhile once more.

        Lists, and matters to be decided, are there again whenever they are asked for.
        """
        if question is None or question.kind in ASKED_AGAIN:
            return reply
        said = text_of(reply).text.removesuffix(listings.OPENS).rstrip()
        return before(said, self._again(question, ""))

    async def _slash(self, request: Request) -> Handled:
        name, _, rest = request.text[1:].partition(" ")
        name = fold(name.partition("@")[0])
        whole = self._whole(request.text[1:])
        if whole is not None and whole.always:  # "hoàn tác" is not "hoãn"
            return await self._run(request.saying(""), whole)
        command = self._by_name.get(name)
        if command is None:
            return Handled(Words(refusals.unclear()), "unknown_command")
        return await self._run(request.saying(rest.strip()), command)

    def _bare(self, text: str) -> tuple[Command | None, str]:
        """A command without a slash: the whole first word, or the whole message without spaces."""
        first, _, rest = text.strip().partition(" ")
        command = self._by_name.get(fold(first))
        if command is not None and command.bare and (command.takes_words or not rest.strip()):
            return command, rest.strip()
        return self._whole(text), ""

    def _whole(self, text: str) -> Command | None:
        """The command that the whole message spells, with or without spaces."""
        command = self._by_name.get(fold(text).replace(" ", "").strip(".!?"))
        return command if command is not None and command.bare else None

    async def _run(self, request: Request, command: Command) -> Handled:
        if not request.person.holds(*command.roles):
            raise NotAllowed
        return Handled(await command.run(request), f"command:{command.name}")

    async def _free(self, request: Request) -> Handled:
        if _DIGIT.fullmatch(request.text):
            owed = await next_ask(request)
            line = refusals.stray_digit() if owed is None else refusals.stale()
            return Handled(before(line, owed), "stray_digit")
        reply = await self.spontaneous(request)
        if reply is not None:
            return Handled(reply, "spontaneous")
        return Handled(before(refusals.unclear(), await next_ask(request)), "unclear")

    def menu(self, roles: frozenset[Role]) -> tuple[Command, ...]:
        """Commands for the menu beside the keyboard of somebody with these roles."""
        return tuple(c for c in self.commands if not c.roles.isdisjoint(roles))


def _too_early(said_at: datetime, asked_at: datetime, now: datetime) -> bool:
    """Whether it was said before the question; a clock that was set back since cannot tell."""
    return said_at < asked_at - _APART and asked_at <= now + _APART
