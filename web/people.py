"""Finding people for the web chat, without accents, by name, village, commune, title or role."""

from collections.abc import Iterable
from typing import Any

from db.directory import PersonShown
from domain.fold import fold
from domain.people import Role
from domain.web_chats import address_of
from texts import pages

SHOWN = 60  # people sent to the page at once
# Those who steer the month come first: whoever opens the demo looks for them.
_RANK = (Role.COORDINATOR, Role.LEADER, Role.ADMIN, Role.CADRE, Role.SECRETARY)


def matching(people: Iterable[PersonShown], query: str) -> tuple[PersonShown, ...]:
    """Those in whom every word of the query begins some word, steering roles first, then by name.

    With no query, everybody.
    """
    words = fold(query).split()
    found = [person for person in people if _has(person, words)]
    return tuple(sorted(found, key=_place))


def _has(person: PersonShown, words: list[str]) -> bool:
    return all(f" {word}" in _searched(person) for word in words)


def _searched(person: PersonShown) -> str:
    parts = [person.name, person.code, person.title]
    for post in person.posts:
        parts += [pages.role(post.role), post.village or "", post.unit or ""]
    return " " + fold(" ".join(parts))


def _place(person: PersonShown) -> tuple[int, str, str]:
    ranks = [_RANK.index(post.role) for post in person.posts if post.role in _RANK]
    name = fold(person.name)
    return min(ranks, default=len(_RANK)), name.rpartition(" ")[2], name


def as_json(person: PersonShown) -> dict[str, Any]:
    """A person as the page reads them."""
    joined = person.joined_as
    roles = {pages.role(post.role): None for post in person.posts}
    places = {
        ", ".join(part for part in (post.village, post.unit) if part): None for post in person.posts
    }
    return {
        "chat": address_of(person.id).chat,
        "name": person.name,
        "title": person.title,
        "roles": list(roles),
        "places": [place for place in places if place],
        "joined": joined is not None,
        "stands_for": joined[1] if joined and joined[0] != person.id else None,
    }
