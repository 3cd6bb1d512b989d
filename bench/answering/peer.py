"""The Bot API stand-in as a process of its own: it hands out replies and times the answers.

Started by `processes.py`; prints one line of JSON with the addresses when it listens.
"""

import argparse
import asyncio
import json
import sys

from aiohttp import web

from tests.support.bot_api import BotApi
from tests.support.bot_api.server import TOKEN

FIRST_CHAT = 1001  # what the stand-in gives the first person


class Timed(BotApi):
    """One bot; `GET /timed?count=&chats=` makes people write and waits for as many answers."""

    def __init__(self) -> None:
        super().__init__(TOKEN)
        self.more_routes = [web.get("/timed", self._timed), web.get("/chats", self._know)]
        self._rounds = 0

    async def _know(self, request: web.Request) -> web.Response:
        """So many people have written once, so that they may be written to; nobody answers."""
        for number in range(int(request.query["count"])):
            self.user(str(number)).says("/start")
        self.updates.waiting.clear()
        return web.json_response({})

    async def _timed(self, request: web.Request) -> web.Response:
        count, chats = int(request.query["count"]), int(request.query["chats"])
        yes, late = "dự được ạ", "đến muộn {} phút ạ"
        loop = asyncio.get_running_loop()
        goal = self.count("sendMessage") + count
        began = loop.time()
        for number in range(count):
            turn = self._rounds + number // chats
            self.user(str(number % chats)).says(late.format(5 + number % 53) if turn % 2 else yes)
        self._rounds += -(-count // chats)
        async with asyncio.timeout(300):
            while self.count("sendMessage") < goal:
                await self.spoke.wait()
        seconds = loop.time() - began
        for chat in self.chats.values():
            chat.sent.clear()
        self.calls.clear()
        return web.json_response({"seconds": seconds})


async def _serve(bots: int) -> None:
    apis = [Timed() for _ in range(bots)]
    for api in apis:
        await api.up()
    print(json.dumps([api.url for api in apis]), flush=True)
    await asyncio.to_thread(sys.stdin.read)  # until whoever started us has gone


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bots", type=int, default=1)
    asyncio.run(_serve(parser.parse_args().bots))
