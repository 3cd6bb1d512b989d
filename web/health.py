"""Is the house well: `/healthz` for whoever restarts it, `/metrics` for whoever watches it."""

import logging
import resource
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from db import health, network_use
from db.inbox import IncomingState
from db.migrate import newest
from domain.calendar import Month, local_date
from domain.messages import OutgoingState
from web.house import HOUSE, House

# The scheduler ticks every few seconds; the outbox tries again for minutes when a network is down.
TICK_LATE = timedelta(minutes=5)
OUTBOX_LATE = timedelta(minutes=30)

routes = web.RouteTableDef()
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a health check found; ages in seconds, None when there is nothing to measure."""

    database: bool
    migrated: bool
    tick_age: float | None
    oldest_waiting: float | None

    @property
    def well(self) -> bool:
        """Whether the house does its work. Before the first tick it is not yet at work."""
        return (
            self.migrated
            and self.tick_age is not None
            and self.tick_age < TICK_LATE.total_seconds()
            and (self.oldest_waiting or 0) < OUTBOX_LATE.total_seconds()
        )


@routes.get("/healthz")
async def healthz(request: web.Request) -> web.Response:
    """200 when well, 503 when not; the body says which part."""
    checked = await _check(request.app[HOUSE])
    # A network that is down is shown and makes nothing unwell: a restart would not bring it back.
    shown = {
        "well": checked.well,
        **asdict(checked),
        "networks": dict(request.app[HOUSE].networks()),
    }
    return web.json_response(shown, status=200 if checked.well else 503)


async def _check(house: House) -> Checked:
    tick_age = _tick_age(house)
    try:
        async with house.database.read() as session:
            revision = await health.revision(session)
            waiting = await health.oldest_waiting(session, house.now())
    except Exception as error:  # whatever the driver raises, the answer is "unreachable"
        log.warning("health check: the database does not answer (%s)", type(error).__name__)
        return Checked(False, False, tick_age, None)
    return Checked(True, revision == newest(), tick_age, waiting.total_seconds())


def _tick_age(house: House) -> float | None:
    ticked = house.ticked()
    return None if ticked is None else (house.now() - ticked).total_seconds()


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """Prometheus text: counts and ages, nothing about any person."""
    house = request.app[HOUSE]
    async with house.database.read() as session:
        found = await health.figures(session)
        waiting = await health.oldest_waiting(session, house.now())
        used = await network_use.totals(session, Month.of(local_date(house.now())))
    lines = [
        *_family("chibo_outgoing_messages", "Messages to send, by state."),
        *(
            f'chibo_outgoing_messages{{state="{state}"}} {found.outgoing.get(state, 0)}'
            for state in OutgoingState
        ),
        *_family("chibo_incoming_messages", "Messages received, by state."),
        *(
            f'chibo_incoming_messages{{state="{state}"}} {found.incoming.get(state, 0)}'
            for state in IncomingState
        ),
        *_single(
            "chibo_open_questions", "Questions that wait for an answer.", found.open_questions
        ),
        *_single(
            "chibo_outbox_oldest_waiting_seconds",
            "How long the oldest unsent message has been due.",
            waiting.total_seconds(),
        ),
        *_networks(house, used),
        *_single("process_resident_memory_bytes", "Memory of the process.", resident_memory()),
    ]
    tick_age = _tick_age(house)
    if tick_age is not None:
        lines += _single("chibo_tick_lag_seconds", "Time since the last tick.", tick_age)
    return web.Response(
        text="\n".join(lines) + "\n",
        headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
    )


def _networks(house: House, used: dict[tuple[str, str], tuple[int, int]]) -> list[str]:
    """What each bot sent this month and what that cost; whether something is wrong with it."""
    names = [f'channel="{channel}",bot="{bot}"' for channel, bot in used]
    return [
        *_family("chibo_network_sent_month", "Messages a bot sent this month, as counted there."),
        *(
            f"chibo_network_sent_month{{{name}}} {sent}"
            for name, (sent, _) in zip(names, used.values(), strict=True)
        ),
        *_family("chibo_network_cost_month_vnd", "What they cost."),
        *(
            f"chibo_network_cost_month_vnd{{{name}}} {cost}"
            for name, (_, cost) in zip(names, used.values(), strict=True)
        ),
        *_family("chibo_network_trouble", "1 while something keeps a bot from its messages."),
        *(
            f'chibo_network_trouble{{network="{name}"}} {int(trouble is not None)}'
            for name, trouble in house.networks().items()
        ),
    ]


def _family(name: str, meaning: str) -> list[str]:
    return [f"# HELP {name} {meaning}", f"# TYPE {name} gauge"]


def _single(name: str, meaning: str, value: float) -> list[str]:
    return [*_family(name, meaning), f"{name} {value}"]


def resident_memory() -> int:
    """Bytes of memory the process holds now; where the system does not say, its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return pages * resource.getpagesize()
