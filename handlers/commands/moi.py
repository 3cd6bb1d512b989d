"""/moi: one-time codes: for a person, a commune, everybody missing, or a branch's new secretary."""

from db import people, visible
from db.people import PersonRow, answering_for
from domain.errors import NothingFound
from domain.fold import fold
from domain.ids import PersonId
from domain.people import OFFICE
from domain.slips import Slip
from domain.web_chats import CHANNEL
from handlers.base import Command, Reply, Request, told
from handlers.inviting import Invitation, invite, new_person, slips
from texts import help as help_words
from texts import joining as words
from texts import say

ALL = ("tat ca", "tatca", "all", "")


async def run(request: Request) -> Reply:
    """Codes are shown once, to the coordinator only."""
    first, _, rest = request.text.partition(" ")
    branches = await visible.find_branches(request.session, request.person, first, request.today)
    is_code = len(branches) == 1 and fold(branches[0].code) == fold(first)
    if is_code and rest.strip():
        newcomer = await new_person(request.session, rest.strip(), branches[0].code, request.now)
        made = await invite(
            request.session,
            [newcomer],
            now=request.now,
            lifetime=request.policy.code_lifetime,
            by=request.actor_id,
            entropy=request.policy.entropy,
            successor_of=branches[0].id,
        )
        return await _shown(request, made)
    wanted = await _wanted(request)
    if not wanted:
        return told(words.everybody_joined())
    made = await invite(
        request.session,
        wanted,
        now=request.now,
        lifetime=request.policy.code_lifetime,
        by=request.actor_id,
        entropy=request.policy.entropy,
    )
    return await _shown(request, made)


async def _shown(request: Request, made: tuple[Invitation, ...]) -> Reply:
    until = f"{say.clock(made[0].expires_at)} {say.full_day(made[0].expires_at)}"
    printed = await slips(request.session, made, request.now, request.policy.doors)
    links = {slip.code: slip.zalo for slip in printed}
    rows = [(m.name, m.post, m.code, links[m.code]) for m in made]
    return words.codes_made(rows, until, _sheet(request, printed))


def _sheet(request: Request, printed: tuple[Slip, ...]) -> str | None:
    """Where the sheet is, for who asks on the office's own page: elsewhere nobody could open it."""
    keep = request.policy.sheet
    return keep(printed) if keep is not None and request.address.channel == CHANNEL else None


async def _wanted(request: Request) -> list[PersonId]:
    """Whom the words mean: a person by code or name, a branch's secretary, a commune's missing."""
    session, asked = request.session, fold(request.text)
    seen = await visible.visible_people(session, request.person, request.today)
    missing = [p for p in seen if p not in await people.joined(session, seen)]
    if asked in ALL:
        return missing
    rows = [await session.get_one(PersonRow, person_id) for person_id in seen]
    by_code = [PersonId(row.id) for row in rows if fold(row.code) == asked]
    if by_code:
        return by_code
    branches = await visible.find_branches(session, request.person, request.text, request.today)
    if branches:
        holders = await answering_for(session, [b.id for b in branches], request.today)
        return [holders[b.id].id for b in branches if b.id in holders]
    by_name = [PersonId(row.id) for row in rows if asked in row.name_fold]
    if not by_name:
        raise NothingFound(request.text)
    return by_name


COMMAND = Command(("moi", "invite"), OFFICE, help_words.moi, run, takes_words=True, order=18)
