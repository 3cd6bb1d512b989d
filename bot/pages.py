"""What the web pages are given of the running house, and how far their buttons move its clock."""

from datetime import timedelta

from aiohttp.web import Application

from bot.app import App
from channels.web import WebChannel
from web.house import Chat, House, Step
from web.server import application


def pages(app: App, channel: WebChannel | None) -> Application:
    """The web application of this house: health, and the chat when there is a channel for it.

    The buttons that move time are there only when the clock is one that can be moved.
    """

    async def advance(step: Step) -> None:
        match step:
            case Step.HOUR:
                await app.advance_to(app.clock.now() + timedelta(hours=1))
            case Step.DAY:
                await app.advance_to(app.clock.now() + timedelta(days=1))
            case Step.NEXT:
                await app.advance_to_news()

    return application(
        House(
            database=app.database,
            now=app.clock.now,
            ticked=lambda: app.metronome.last_tick,
            chat=Chat(channel.carry, channel.listen) if channel else None,
            advance=advance if app.clock.adjustable else None,
        )
    )
