"""People with a Zalo account, and groups, as they talk to one bot."""

import asyncio
import hashlib
from typing import Any

from tests.support.zalo_server.account import Account, Chat, Sent


class Person:
    """Somebody in a private chat with one bot."""

    def __init__(self, account: Account, name: str) -> None:
        self.name = name
        self._bot = account
        whose = "" if account.knobs.same_id_everywhere else account.id
        self.id = hashlib.sha1(f"{whose}:{name}".encode()).hexdigest()[:20]

    @property
    def sender(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "display_name": self.name}

    @property
    def chat(self) -> Chat:
        return self._bot.chats.setdefault(self.id, Chat(self.id))

    def says(self, text: str) -> bool:
        """Type a text; whether the platform brought it to the bot (or tried)."""
        return self._brings("text", {"text": text})

    def sends_photo(self, url: str, caption: str = "") -> bool:
        content = {self._bot.knobs.photo_field: url, "message_type": "CHAT_PHOTO"}
        return self._brings("image", content | ({"caption": caption} if caption else {}))

    def sends_voice(self, url: str) -> bool:
        return self._brings("voice", {"voice_url": url, "message_type": "CHAT_VOICE"})

    def sends_sticker(self, sticker: str, url: str) -> bool:
        return self._brings("sticker", {"sticker": sticker, "url": url})

    def sends_unsupported(self) -> bool:
        """A contact card, a file, a link; or anything at all from a protected person."""
        return self._brings("unsupported", {})

    def sends(self, event_name: str, content: dict[str, Any]) -> bool:
        """Anything, such as an event nobody knows yet."""
        event = self._bot.event("text", self.sender, self.chat, content)
        return self._bot.arrive({**event, "event_name": event_name}, sender=self.id)

    def blocks(self) -> None:
        """Block the bot: no event says so."""
        self.chat.blocked = True

    def _brings(self, kind: str, content: dict[str, Any]) -> bool:
        before = self.id in self._bot.chats
        event = self._bot.event(kind, self.sender, self.chat, content)
        went = self._bot.arrive(event, sender=self.id)
        if not before and self.id not in self._bot.users:
            del self._bot.chats[self.id]  # one user too many: the bot never learns of the chat
        return went

    @property
    def messages(self) -> list[Sent]:
        """What truly arrived here."""
        return [sent for sent in self._bot.delivered if sent.chat == self.id]

    @property
    def heard(self) -> list[str]:
        return [sent.text for sent in self.messages]

    async def hears(self, count: int, seconds: float = 5) -> list[str]:
        """Wait until so many messages have arrived in all."""
        async with asyncio.timeout(seconds):
            while len(self.messages) < count:
                await self._bot.spoke.wait()
        return self.heard


class Group:
    """A group the bot was added to; it hears only what is meant for it."""

    def __init__(self, account: Account, name: str) -> None:
        self._bot = account
        number = hashlib.sha1(f"{account.id}:group:{name}".encode()).hexdigest()[:20]
        self.chat = account.chats.setdefault(number, Chat(number, "GROUP"))

    def says(self, who: str, text: str, *, mentions: bool = False, replies: bool = False) -> bool:
        """A member types; with a mention through the picker the name stands before the text."""
        if mentions:
            text = f"@{self._bot.name} {text}"
        return self._brings("text", who, {"text": text}, heard=mentions or replies)

    def sends_unsupported(self, who: str) -> bool:
        return self._brings("unsupported", who, {}, heard=True)

    def _brings(self, kind: str, who: str, content: dict[str, Any], *, heard: bool) -> bool:
        if not heard or not self._bot.knobs.can_join_groups:
            return False
        member = Person(self._bot, who)
        event = self._bot.event(kind, member.sender, self.chat, content)
        return self._bot.arrive(event, sender=member.id)
