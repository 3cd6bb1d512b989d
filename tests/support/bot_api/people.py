"""The people at the other end: what they type, press and share, and what they have heard."""

import asyncio
from typing import TYPE_CHECKING, Any

from tests.support.bot_api.chats import Chat, Sent

if TYPE_CHECKING:
    from tests.support.bot_api.server import BotApi

_FILE = {"file_id": "AgAD", "file_unique_id": "AQAD"}
_SIZE = {"width": 90, "height": 60}
FILES: dict[str, Any] = {
    "photo": [{**_FILE, **_SIZE}],
    "document": {**_FILE, "file_name": "x.pdf"},
    "voice": {**_FILE, "duration": 3},
    "video": {**_FILE, **_SIZE, "duration": 3},
    "sticker": {**_FILE, **_SIZE, "type": "regular", "is_animated": False, "is_video": False},
    "location": {"latitude": 20.3, "longitude": 104.9},
}


class User:
    """One person with a Telegram account."""

    def __init__(self, api: "BotApi", name: str, number: int) -> None:
        self._api = api
        self.name = name
        self.id = number

    @property
    def chat(self) -> Chat:
        return self._api.chat(self.id)

    @property
    def heard(self) -> list[str]:
        """Texts of everything the bot said here."""
        return [message.text for message in self.chat.sent]

    @property
    def buttons(self) -> list[str]:
        """Labels of the inline buttons that can be pressed now, newest message first."""
        return [b["text"] for m in reversed(self.chat.sent) for row in m.buttons for b in row]

    @property
    def keys(self) -> list[str]:
        """Labels shown in place of the keyboard."""
        return [key["text"] for row in self.chat.keys for key in row]

    async def hears(self, count: int, seconds: float = 5) -> list[str]:
        """Wait until the bot has said so many messages here in all."""
        async with asyncio.timeout(seconds):
            while len(self.heard) < count:
                await self._api.spoke.wait()
        return self.heard

    def says(self, text: str, **more: Any) -> int | None:
        """Type a text; returns the number of the update, None when the bot takes no messages."""
        return self._send(text=text, **more)

    def says_in_group(self, text: str, group: int = -100_500) -> int | None:
        chat = {"id": group, "type": "supergroup", "title": "nhóm"}
        return self._api.updates.add("message", {**self._message(), "chat": chat, "text": text})

    def sends(self, kind: str, caption: str | None = None) -> int | None:
        """Send one of FILES, or make a notice such as `pinned_message` appear."""
        content = {kind: FILES[kind]} if kind in FILES else {kind: self._message()}
        return self._send(**content, **({"caption": caption} if caption else {}))

    def edits(self, text: str) -> int | None:
        edited = {**self._message(), "edit_date": self._api.date(), "text": text}
        return self._api.updates.add("edited_message", edited)

    def shares_contact(
        self, phone: str, *, of: int | None = None, forwarded: bool = False
    ) -> int | None:
        """Share a card: the own number, unless it is the card `of` another account (0: of none)."""
        card: dict[str, Any] = {"phone_number": phone, "first_name": self.name}
        if of != 0:
            card["user_id"] = of or self.id
        origin = {"type": "hidden_user", "date": self._api.date(), "sender_user_name": "?"}
        return self._send(contact=card, **({"forward_origin": origin} if forwarded else {}))

    def presses(self, label: str) -> int | None:
        """Press the newest inline button with this label, or a key of the keyboard."""
        for message in reversed(self.chat.sent):
            for button in (button for row in message.buttons for button in row):
                if button["text"] == label:
                    return self.presses_data(button["callback_data"], message)
        for key in (key for row in self.chat.keys for key in row):
            if key["text"] == label:
                self.chat.keys = []  # they are asked to hide after one use
                asked = key.get("request_contact")
                return self.shares_contact("84900000000") if asked else self.says(label)
        raise AssertionError(f"{self.name} sees no button {label!r}, only {self.buttons}")

    def presses_data(self, data: str, message: Sent | None = None) -> int | None:
        """Press a button with any data, as a modified app can."""
        message = message or self.chat.sent[-1]
        whole = {
            **self._message(),
            "message_id": message.id,
            "from": self._api.account(),
            "text": message.text,
        }
        query = {
            "id": self._api.new_callback(),
            "from": self._account(),
            "chat_instance": "1",
            "message": whole,
            "data": data,
        }
        return self._api.updates.add("callback_query", query)

    def blocks(self) -> int | None:
        self.chat.blocked = True
        return self._membership("kicked")

    def unblocks(self) -> int | None:
        self.chat.blocked = False
        return self._membership("member")

    def _membership(self, status: str) -> int | None:
        member: dict[str, Any] = {"user": self._api.account(), "status": status}
        if status == "kicked":
            member["until_date"] = 0
        body = {
            "chat": self._private(),
            "from": self._account(),
            "date": self._api.date(),
            "old_chat_member": {"user": self._api.account(), "status": "member"},
            "new_chat_member": member,
        }
        return self._api.updates.add("my_chat_member", body)

    def _send(self, **parts: Any) -> int | None:
        self.chat.started = True
        return self._api.updates.add("message", {**self._message(), **parts})

    def _message(self) -> dict[str, Any]:
        return {
            "message_id": self._api.new_message(),
            "from": self._account(),
            "chat": self._private(),
            "date": self._api.date(),
        }

    def _private(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def _account(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "vi"}
