"""The tokens, the secret and what people write appear in no log and in no exception."""

import logging
from collections.abc import Iterator
from typing import get_args, get_type_hints

import pytest
from pydantic import SecretStr, ValidationError

from channels.base import SendError
from channels.zalo_bot.api import Api
from channels.zalo_bot.registration import ZaloTrouble, registration
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_http import ZaloError
from tests.support.telegram_house import House, until
from tests.support.zalo_house import SECRET, polling, settings, to, webhook
from tests.support.zalo_server import Fault, ZaloServer

KINDS = get_args(get_type_hints(Fault)["kind"])


def everything_in(error: BaseException | None) -> Iterator[str]:
    """An exception, and whatever hangs on it, as any logger could print it."""
    while error is not None:
        yield f"{error!s} {error!r} {error.args!r} {vars(error)!r}"
        error = error.__cause__ or error.__context__


async def test_no_log_shows_the_token_or_a_text(
    zalo: ZaloServer, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("", "httpx", "httpcore", "aiohttp", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name or None)
    zalo.knobs.queue_when_idle = True
    ha = zalo.person("Hà")
    ha.says("điều riêng tư vào")
    zalo.faults = [Fault(m, k) for m in ("getMe", "getUpdates", "sendMessage") for k in KINDS]
    shown: list[SendError] = []
    quick = {"read_seconds": 0.1, "connect_seconds": 0.2, "poll_seconds": 0}
    async with polling(zalo, house, unheard=True, **quick) as channel:
        for number in range(2 * len(KINDS)):
            try:
                await channel.send(to(ha, "điều riêng tư ra", number))
            except SendError as error:
                shown.append(error)
        await zalo.down()
        with pytest.raises(SendError) as refused:
            await channel.send(to(ha, "điều riêng tư ra"))
        shown.append(refused.value)
        await until(lambda: channel.trouble)
        said = caplog.text + str(channel.trouble) + repr(channel)

    assert "reached" in said  # something was logged
    said += " ".join(line for error in shown for line in everything_in(error))
    assert zalo.bot.token.partition(":")[2] not in said
    assert "riêng tư" not in said


async def test_the_webhooks_secret_is_not_logged(
    zalo: ZaloServer, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house.cannot_store = lambda incoming: len(house.deliveries) < 2
    async with webhook(zalo, house):
        zalo.person("Hà").says("điều riêng tư")
        await house.stores(1)
    assert "was not stored" in caplog.text
    for secret in (SECRET, zalo.bot.token.partition(":")[2], "riêng tư"):
        assert secret not in caplog.text


async def test_an_address_that_is_none_does_not_show_the_token(zalo: ZaloServer) -> None:
    for url in ("http://bad host", "not-an-address", "http://127.0.0.1:99999", "ftp://127.0.0.1"):
        made = settings(zalo, api_url=url)
        with pytest.raises(ZaloTrouble) as caught:
            async with registration(made, made.bots[0]) as calls:
                await calls.me()
        secret = zalo.bot.token.partition(":")[2]
        assert not [line for line in everything_in(caught.value) if secret in line]


@pytest.mark.parametrize("host", ["http://127.0.0.1:1", "http://bad host", "ftp://127.0.0.1"])
async def test_an_error_of_http_carries_nothing_of_its_cause(host: str) -> None:
    api = Api(host, SecretStr("1:bi-mat"), connect_seconds=0.2, read_seconds=0.2)
    api.open()
    with pytest.raises(ZaloError) as caught:
        await api.call("getMe")
    await api.close()
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert "bi-mat" not in repr(caught.value)


def test_settings_never_print_a_value(zalo: ZaloServer) -> None:
    made = settings(zalo, webhook_secret=SECRET)
    for shown in (f"{made} {made!r} {made.model_dump_json()} {made.bots!r}",):
        assert zalo.bot.token not in shown
        assert SECRET not in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": "bi-mat"},
        {"token": "1:bi-mat,1:bi-mat2"},
        {"token": "1:bi-mat", "webhook_secret": "bi-mat"},
        {"token": "1:bi-mat", "mode": "webhook"},
        {"token": "1:bi-mat", "mode": "webhook", "webhook_url": "https://a.vn/zalo"},
        {
            "token": "1:bi-mat",
            "mode": "webhook",
            "webhook_url": "https://a.vn",
            "webhook_secret": SECRET,
        },
        {"token": "1:bi-mat,2:bi-mat", "link": "https://zalo.me/1"},
    ],
)
def test_wrong_settings_say_what_is_wrong_and_no_value(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        ZaloBotSettings(_env_file=None, **wrong)  # type: ignore[arg-type]
    assert "bi-mat" not in str(caught.value)


def test_several_bots_have_an_address_and_a_link_each() -> None:
    made = ZaloBotSettings(_env_file=None, token="1:aaaa, 2:bbbb", webhook_url="https://a.vn/z/")
    assert [bot.id for bot in made.bots] == ["1", "2"]
    assert [made.webhook_of(bot.id) for bot in made.bots] == [
        "https://a.vn/z/1",
        "https://a.vn/z/2",
    ]
    assert made.bots[0].link == "https://bot.zaloplatforms.com/bots/1"
    linked = ZaloBotSettings(_env_file=None, token="1:aaaa", link="https://zalo.me/77")
    assert linked.bots[0].link == "https://zalo.me/77"
