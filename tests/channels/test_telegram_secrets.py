"""The token and what people write appear in no log and in no exception, whatever fails."""

import logging
from collections.abc import Iterator
from typing import get_args, get_type_hints

import pytest
from telegram.error import TelegramError

from channels.base import SendError
from channels.telegram.channel import Telegram, TelegramTrouble
from channels.telegram.request import AiohttpRequest, NotSent
from tests.support.bot_api import BotApi, Fault
from tests.support.telegram_house import NOW, House, settings, telegram, to, until

KINDS = get_args(get_type_hints(Fault)["kind"])
METHODS = ("deleteWebhook", "getUpdates", "sendMessage", "answerCallbackQuery", "setMyCommands")


def everything_in(error: BaseException | None) -> Iterator[str]:
    """An exception, and whatever hangs on it, as any logger could print it."""
    while error is not None:
        yield f"{error!s} {error!r} {error.args!r} {vars(error)!r}"
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
async def test_no_log_shows_the_token_or_a_text(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture, level: int
) -> None:
    caplog.set_level(level)
    api.faults = [Fault(method, kind) for method in METHODS for kind in KINDS]
    ha = api.user("Hà")
    ha.says("điều riêng tư vào")
    shown: list[SendError] = []
    async with telegram(api, house, read_seconds=0.1, connect_seconds=0.2) as channel:
        for _ in KINDS:
            try:
                await channel.send(to(ha, "điều riêng tư ra", "Đồng ý"))
            except SendError as error:
                shown.append(error)
            await channel.show_menu(to(ha, "").address, ())
        await channel.send(to(ha, "điều riêng tư ra", "Đồng ý"))
        ha.presses("Đồng ý")
        await until(lambda: not [f for f in api.faults if f.method == "deleteWebhook"])
        await api.down()
        with pytest.raises(SendError) as refused:
            await channel.send(to(ha, "điều riêng tư ra"))
        shown.append(refused.value)
        await until(lambda: channel.trouble)
        said = caplog.text + str(channel.trouble) + repr(channel)

    assert len(shown) == 1 + len(KINDS)
    assert "cannot be reached" in said  # something was logged
    said += " ".join(line for error in shown for line in everything_in(error))
    secret = api.token.partition(":")[2]
    assert secret not in said
    assert "riêng tư" not in said


async def test_an_address_that_is_none_does_not_show_the_token(api: BotApi) -> None:
    for url in ("http://bad host", "not-an-address", "http://127.0.0.1:99999", "ftp://127.0.0.1"):
        channel = Telegram(settings(api, api_url=url), lambda: NOW)
        with pytest.raises(TelegramTrouble) as caught:
            await channel.get_me()
        await channel.stop()
        secret = api.token.partition(":")[2]
        assert not [line for line in everything_in(caught.value) if secret in line]


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("http://127.0.0.1:1", NotSent),
        ("http://bad host", NotSent),
        ("ftp://127.0.0.1", TelegramError),
    ],
)
async def test_an_error_of_http_carries_nothing_of_its_cause(
    host: str, kind: type[TelegramError]
) -> None:
    http = AiohttpRequest(connect_seconds=0.2, read_seconds=0.2, proxy=None)
    await http.initialize()
    with pytest.raises(kind) as caught:
        await http.do_request(f"{host}/bot1:bi-mat/getMe", "POST")
    await http.shutdown()

    assert caught.value.__cause__ is caught.value.__context__ is None
    assert "bi-mat" not in repr(caught.value)


async def test_settings_never_print_the_token(api: BotApi) -> None:
    made = settings(api, webhook_secret="bi-mat", proxy="http://u:bi-mat@h:1")

    assert api.token not in f"{made} {made!r} {made.model_dump_json()}"
    assert "bi-mat" not in f"{made} {made!r} {made.model_dump_json()}"
