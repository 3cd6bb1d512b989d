"""The stand-in by hand: start a bot on it and talk to that bot as any person, with curl.

python -m tests.support.zalo_server [--port 9100] [--bots 1]
"""

import argparse
import asyncio
import contextlib

from tests.support.zalo_server.control import HEADER, TOKEN
from tests.support.zalo_server.server import ZaloServer

_HELP = """\
Zalo stand-in on {url}. Start the bot with
  ZALO_BOT_API_URL={url} ZALO_BOT_TOKEN={tokens}
and be anybody (here: ha) from another terminal; say first: alias z='curl -s -H "{header}: {key}"'
  z {url}/_ctl/inbound -d '{{"person": "ha", "text": "1"}}'          ("bot": 1 is the second bot)
  z {url}/_ctl/inbound -d '{{"person": "ha", "kind": "unsupported"}}'
  z {url}/_ctl/sent                                  what the bot sent, and what truly arrived
  z {url}/_ctl/fault -d '{{"method": "sendMessage", "kind": "done_code", "code": 408}}'
  z {url}/_ctl/knobs -d '{{"mirror_http_status": true, "queue_when_idle": true}}'
  z {url}/_ctl/clock -d '{{"push": 30}}'               seconds
  z {url}/_ctl/oa -d '{{"person": "ha", "text": "1"}}'     the Official Account
  z -X POST {url}/_ctl/reset
What people write while nobody polls is lost, as with the real one. Stop with Ctrl+C."""


async def _serve(port: int, bots: int) -> None:
    zalo = ZaloServer(bots=bots)
    zalo.port = port
    zalo.knobs.loopback_webhooks = True
    await zalo.up()
    print(  # noqa: T201 - by hand
        _HELP.format(url=zalo.url, tokens=zalo.tokens, header=HEADER, key=TOKEN), flush=True
    )
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--bots", type=int, default=1)
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.port, options.bots))
