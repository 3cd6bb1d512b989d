"""A local stand-in for the Telegram Bot API that keeps the rules of the real one.

    async with BotApi() as api:          # api.url is TELEGRAM_API_URL, api.token the token
        ha = api.user("Hà")
        ha.says("/start")
        await ha.hears(1)
        ha.presses("Có dự")

By hand: `python -m tests.support.bot_api`. Kept rules: see methods.py.
"""

from tests.support.bot_api.faults import Fault, Pacing
from tests.support.bot_api.people import User
from tests.support.bot_api.server import BotApi

__all__ = ["BotApi", "Fault", "Pacing", "User"]
