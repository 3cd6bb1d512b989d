"""The networks of this installation: their settings, and their channels put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from aiohttp.web import RouteDef

from bot import opening
from bot.clock import Clock
from channels.base import Channel
from channels.telegram.settings import TelegramSettings
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_oa.links import account_link
from channels.zalo_oa.settings import ZaloOaSettings
from db.base import Database
from domain.budgets import Budget
from domain.seating import Door

ZALO_BOT, ZALO_OA = "zalo_bot", "zalo_oa"  # names of the channels, which are not imported yet
EVERYBODY = 10**9  # an account may know as many people as like


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """What the environment and `.env` say about every network; a network without a token is off."""

    telegram: TelegramSettings
    zalo_bot: ZaloBotSettings
    zalo_oa: ZaloOaSettings

    @property
    def any_on(self) -> bool:
        """Whether people reach the house through a network, so that no page is needed."""
        on = self.telegram.token, self.zalo_bot.token, self.zalo_oa.id
        return any(token is not None for token in on)

    @property
    def doors(self) -> tuple[Door, ...]:
        """Where people can be sent on Zalo with a join code: the account, else the bots."""
        if self.zalo_oa.id is not None:
            return (Door(self.zalo_oa.id, account_link(self.zalo_oa.id), EVERYBODY),)
        most = self.zalo_bot.user_limit
        return tuple(Door(bot.id, bot.link, most) for bot in self.zalo_bot.bots)

    @property
    def budgets(self) -> tuple[Budget, ...]:
        """What each bot may use in a month."""
        bots = self.zalo_bot
        of_bots = (
            Budget(ZALO_BOT, bot.id, messages=bots.monthly_limit, people=bots.user_limit)
            for bot in bots.bots
        )
        oa = self.zalo_oa
        of_oa = (Budget(ZALO_OA, oa.id, money=oa.monthly_budget),) if oa.id is not None else ()
        return (*of_bots, *of_oa)


@dataclass(frozen=True, slots=True)
class Wires:
    """Channels to run, and the routes through which networks bring messages."""

    channels: tuple[Channel, ...]
    routes: tuple[RouteDef, ...]
    brought: frozenset[tuple[str, str]] = frozenset()

    def is_brought(self, channel: Channel) -> bool:
        """Whether the network brings messages to any process; otherwise one of us asks for them."""
        return (channel.name, channel.bot) in self.brought


def settings() -> NetworkSettings:
    """Read them. Raises CannotStart."""
    return NetworkSettings(
        opening.settings(TelegramSettings),
        opening.settings(ZaloBotSettings),
        opening.settings(ZaloOaSettings),
    )


def wires(of: NetworkSettings, database: Database, clock: Clock) -> Wires:
    """A channel for each bot that has a token; libraries are loaded only for those."""
    found = [
        *_telegram(of.telegram, clock),
        *_zalo_bots(of.zalo_bot, clock),
        *_zalo_oa(of.zalo_oa, database, clock),
    ]
    return Wires(
        tuple(channel for channel, _ in found),
        tuple(route for _, routes in found for route in routes),
        frozenset((channel.name, channel.bot) for channel, routes in found if routes),
    )


Wire = tuple[Channel, list[RouteDef]]


def _telegram(of: TelegramSettings, clock: Clock) -> Iterable[Wire]:
    if of.token is not None:
        from channels.telegram.channel import Telegram  # large; only with a token

        channel = Telegram(of, clock.now)
        yield channel, channel.webhook_routes()


def _zalo_bots(of: ZaloBotSettings, clock: Clock) -> Iterable[Wire]:
    if of.token is not None:
        from channels.zalo_bot.channel import ZaloBot

        for account in of.bots:
            channel = ZaloBot(of, account, clock.now)
            yield channel, channel.webhook_routes()


def _zalo_oa(of: ZaloOaSettings, database: Database, clock: Clock) -> Iterable[Wire]:
    if of.id is not None:
        from bot.oa_tokens import DatabaseTokens
        from bot.receipts import Receipts
        from channels.zalo_oa.channel import ZaloOa

        tokens, receipts = DatabaseTokens(database, of.id, clock), Receipts(database, clock)
        channel = ZaloOa(of, tokens, receipts.note, clock.now)
        yield channel, channel.webhook_routes()
