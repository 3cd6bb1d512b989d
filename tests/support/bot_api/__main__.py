"""The stand-in by hand: start a bot on it and talk to that bot as any person, with curl.

python -m tests.support.bot_api [--port 9000]
"""

import argparse
import asyncio
import contextlib

from aiohttp import web

from tests.support.bot_api.server import BotApi

_HELP = """\
Telegram stand-in on {url}. Start the bot with
  TELEGRAM_API_URL={url} TELEGRAM_TOKEN={token}
and be anybody (here: ha) from another terminal:
  curl {url}/user/ha -d 'text the person types'
  curl {url}/user/ha/press -d 'label of a button'
  curl {url}/user/ha/contact -d '+84912000001'
  curl -X POST {url}/user/ha/block
  curl {url}/user/ha                  what the person has heard, and the buttons left
  curl {url}/malformed -d '{{"message": 1}}'
Stop with Ctrl+C."""


class Hand:
    """Routes that speak for people; each answers with what the person sees."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/user/{name}", self._look),
            web.post("/user/{name}", self._act),
            web.post("/user/{name}/{what}", self._act),
            web.post("/malformed", self._inject),
        ]

    async def _look(self, request: web.Request) -> web.Response:
        user = self._api.user(request.match_info["name"])
        buttons = "".join(f"[{label}] " for label in [*user.buttons, *user.keys])
        return web.Response(text="\n---\n".join([*user.heard, buttons]) + "\n")

    async def _act(self, request: web.Request) -> web.Response:
        user = self._api.user(request.match_info["name"])
        said = _typed(await request.read())
        before = len(user.heard)
        try:
            match request.match_info.get("what", "say"):
                case "say":
                    user.says(said)
                case "press":
                    user.presses(said)
                case "contact":
                    user.shares_contact(said)
                case "block":
                    user.blocks()
                case _:
                    raise web.HTTPNotFound
            await user.hears(before + 1, seconds=2)
        except AssertionError as error:
            return web.Response(status=400, text=f"{error}\n")
        except TimeoutError:
            pass  # the bot may have nothing to say
        return await self._look(request)

    async def _inject(self, request: web.Request) -> web.Response:
        return web.Response(text=f"update {self._api.inject(await request.json())}\n")


def _typed(body: bytes) -> str:
    return body.decode().rstrip("\n")


async def _serve(port: int) -> None:
    api = BotApi()
    api.port = port
    api.more_routes = Hand(api).routes()
    await api.up()
    print(_HELP.format(url=api.url, token=api.token), flush=True)  # noqa: T201 - by hand
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args().port))
