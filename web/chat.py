"""The web chat: the page, its conversations, what is typed in them, and the stream of news."""

import re
from datetime import timedelta
from typing import Any

from aiohttp import web

from db import conversations, directory
from domain.calendar import local_date
from domain.exports import LIVES
from domain.ids import OutgoingId, PersonId, QuestionId
from domain.messages import Address, Incoming
from domain.web_chats import address_of, person_of
from texts import pages
from web import exported, lines, people
from web.house import FEED, HOUSE, House
from web.rendering import render
from web.safety import body, problem

TEXT_LIMIT = 4000  # characters
AT_ONCE = 60  # chats asked for together
# How long before the last message shown another may be dated that is committed after it.
OVERLAP = timedelta(minutes=2)
_KEY = re.compile(r"(?=.{8,60}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)+")

routes = web.RouteTableDef()


@routes.get("/")
async def page(request: web.Request) -> web.Response:
    """The page itself; everything it shows comes from the API below."""
    demo = request.app[HOUSE].advance is not None
    return render("chat.html", words=pages, demo=demo, text_limit=TEXT_LIMIT)


@routes.get("/api/people")
async def search(request: web.Request) -> web.Response:
    """People found by `q`, or those of the chats in `chats` (`p1,p2`), and how many there are."""
    house = request.app[HOUSE]
    asked = [person_of(chat) for chat in request.query.get("chats", "").split(",")[:AT_ONCE]]
    only = [found for found in asked if found is not None] if "chats" in request.query else None
    async with house.database.read() as session:
        listed = await directory.people_shown(session, local_date(house.now()), only)
    found = people.matching(listed, request.query.get("q", ""))
    shown = [people.as_json(person) for person in found[: people.SHOWN]]
    return web.json_response({"people": shown, "count": len(found)})


@routes.get("/api/activity")
async def activity(request: web.Request) -> web.Response:
    """Who heard something last, newest first, one entry a person."""
    async with request.app[HOUSE].database.read() as session:
        heard = await conversations.last_heard(session)
    entries = [
        {
            "chat": last.chat,
            "id": last.line_id,
            "line": lines.first_line(last.text),
            "time": pages.lately(last.at),
        }
        for last in heard
    ]
    return web.json_response({"activity": entries})


@routes.get("/api/chat/{chat}")
async def conversation(request: web.Request) -> web.Response:
    """The person and their messages; `after`, the id of a message, leaves out those before it.

    Those just before it come again, because they may be newer: the page knows them by id.
    """
    house = request.app[HOUSE]
    person_id, address = _chat(request)
    async with house.database.read() as session:
        shown = await directory.people_shown(session, local_date(house.now()), [person_id])
        if not shown:
            raise problem(web.HTTPNotFound, "nobody has this chat")
        last = await conversations.instant_of(session, address, request.query.get("after", ""))
        since = None if last is None else last - OVERLAP
        spoken = await conversations.conversation(session, address, since=since)
    messages = [lines.as_json(line, address.chat, house.now()) for line in spoken]
    return web.json_response({"person": people.as_json(shown[0]), "messages": messages})


@routes.get("/api/chat/{chat}/files/{id:[0-9]{1,9}}")
async def file(request: web.Request) -> web.Response:
    """The file this chat heard as a message, made now: a picture is shown, all else is saved."""
    house = request.app[HOUSE]
    wanted, since = OutgoingId(int(request.match_info["id"])), house.now() - LIVES
    async with house.database.read() as session:
        found = await conversations.file_of(session, _chat(request)[1], wanted, since)
    drawn = None if found is None or house.exports is None else await house.exports.drawn(found)
    if found is None or drawn is None:
        raise problem(web.HTTPNotFound, "no such file, or too old: ask again")
    if drawn.content is None:
        return web.Response(text=drawn.trouble, status=409)
    return exported.response(found.name, drawn.content)


@routes.post("/api/chat/{chat}")
async def say(request: web.Request) -> web.Response:
    """Carry in what was typed or pressed; answers once it is remembered. Same `key`, same message.

    Body: `key` (8 to 60 letters and digits with a hyphen inside, like a UUID), `text`, and the
    `question_id` of a pressed button.
    """
    house = request.app[HOUSE]
    assert house.chat is not None  # without a chat these routes do not exist
    message = _incoming(house, _chat(request)[1], await body(request))
    async with house.database.read() as session:
        person_id = person_of(message.address.chat)
        assert person_id is not None  # _chat saw to it
        if not await directory.people_shown(session, local_date(house.now()), [person_id]):
            raise problem(web.HTTPNotFound, "nobody has this chat")
    await house.chat.carry(message)
    return web.json_response({"key": message.key})


def _incoming(house: House, address: Address, asked: dict[str, Any]) -> Incoming:
    key, text, question = asked.get("key"), asked.get("text"), asked.get("question_id")
    if not (isinstance(key, str) and _KEY.fullmatch(key)):
        raise problem(web.HTTPBadRequest, "key: 8 to 60 letters and digits, with a hyphen inside")
    if not (isinstance(text, str) and text.strip() and _storable(text)):
        raise problem(web.HTTPBadRequest, "text: something to say")
    if len(text) > TEXT_LIMIT:
        raise problem(web.HTTPBadRequest, f"text: at most {TEXT_LIMIT} characters")
    if not (question is None or (type(question) is int and 0 <= question < 2**31)):
        raise problem(web.HTTPBadRequest, "question_id: a number")
    return Incoming(
        address=address,
        key=key,
        text=text,
        received_at=house.now(),
        question_id=None if question is None else QuestionId(question),
    )


def _storable(text: str) -> bool:
    """PostgreSQL keeps no NUL, and half a surrogate pair is not text at all."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _chat(request: web.Request) -> tuple[PersonId, Address]:
    person_id = person_of(request.match_info["chat"])
    if person_id is None:
        raise problem(web.HTTPNotFound, "a chat is written p12")
    return person_id, address_of(person_id)


@routes.get("/api/events")
async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events `heard`, `said`, `clock`, and `reset`: read everything shown again.

    Resumes after the id in `Last-Event-ID` (a browser that reconnects) or in `?last=`.
    """
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    last = request.headers.get("Last-Event-ID") or request.query.get("last")
    with request.app[FEED].subscribe(last) as news:
        try:
            await response.write(b"retry: 1000\n\n")
            while item := await news.take():
                await response.write(item.encode())
        except ConnectionResetError:
            pass  # the page is gone; it will come back with its last id
    return response
