"""A local stand-in for Zalo's servers that is as unhelpful as the real ones.

    async with ZaloServer() as zalo:      # zalo.url is ZALO_BOT_API_URL, zalo.bot.token the token
        ha = zalo.person("Hà")
        await zalo.bot.listening()
        ha.says("/lich")
        await ha.hears(1)

By hand: `python -m tests.support.zalo_server`. What is kept of the real servers, and where they
can be made to differ: knobs.py. Assertions look at what was truly delivered, never at what the
bot was told.
"""

from tests.support.zalo_server.faults import Fault
from tests.support.zalo_server.knobs import Knobs
from tests.support.zalo_server.people import Group, Person
from tests.support.zalo_server.server import ZaloServer

__all__ = ["Fault", "Group", "Knobs", "Person", "ZaloServer"]
