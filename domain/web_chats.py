"""How the web chat names its chats: one for each person of the roster, joined or not."""

from domain.ids import PersonId
from domain.messages import Address

CHANNEL = "web"
BOT = "local"


def address_of(person: PersonId) -> Address:
    """The web chat of a person of the roster."""
    return Address(CHANNEL, BOT, f"p{person}")


def person_of(chat: str) -> PersonId | None:
    """The person whose web chat this is, or None when the chat is not written `p<number>`."""
    digits = chat[1:]
    # `isascii` because Python reads the digits of every script as digits.
    if not (chat.startswith("p") and digits.isascii() and digits.isdigit() and len(digits) < 10):
        return None
    return PersonId(int(digits))
