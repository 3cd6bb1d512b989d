"""Links that open a chat with the bot and hand it a joining code."""

import re

# Telegram hands over 1 to 64 of these characters as `/start CODE`; anything else is dropped
# silently by its apps (core.telegram.org/bots/features#deep-linking).
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def deep_link(bot_username: str, code: str) -> str:
    """The address that opens the bot and sends `/start CODE`. Raises ValueError on another code."""
    if not _PAYLOAD.fullmatch(code):
        raise ValueError("a code in a Telegram link has 1 to 64 of A-Z a-z 0-9 _ -")
    return f"https://t.me/{bot_username.removeprefix('@')}?start={code}"
