"""Links that open a chat with a bot; unlike Telegram's they carry no code, so people type it."""


def share_link(bot: str) -> str:
    """The address Zalo Bot Creator shows under "share", which leads to the chat."""
    return f"https://bot.zaloplatforms.com/bots/{bot}"
