"""Sending for one bot in turns: whoever is asked takes its lane, sends what is due, gives it back.

One process at a time has a lane, and with it the bot's pace. A turn is short, so that no bot waits
long for another and machines that come or go share the lanes anew.
"""

from bot.clock import Clock
from bot.handing import Later
from bot.holding import Holding, LeaseLost, Tenure
from bot.outbox import Lane
from db import leases
from db.base import Database
from db.work import Work, note_work

TURN_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 2.0  # while another process has the lane, or nobody knows yet that it died


class Sender:
    """Takes turns in the lane of one bot. `work` is what the lane is asked for with."""

    def __init__(
        self, database: Database, clock: Clock, lane: Lane, tenure: Tenure, work: Work
    ) -> None:
        self._database = database
        self._clock = clock
        self._lane = lane
        self._tenure = tenure
        self._work = work
        self._knows = False  # what was left half sent when this process had the lane last
        self._stopping = False

    def stop(self) -> None:
        """End the turn soon."""
        self._stopping = True
        self._lane.stop()

    async def turn(self, _about: str = "") -> None:
        """Send what is due, for a while. Raises Later while somebody else has the lane."""
        async with self._tenure.stretch() as holding:
            if holding is None:
                raise Later(LOOK_AGAIN_SECONDS)
            try:
                more = await self._send(holding)
            except LeaseLost:
                self._knows = False
                return
        if more and not self._stopping:
            async with self._database.begin() as session:
                note_work(session, self._work)  # behind the other lanes that wait

    async def _send(self, holding: Holding) -> bool:
        """Whether there may be more to send when the turn is over."""
        if not (self._knows and holding.lease.orderly):
            await self._lane.recover()
            self._knows = True
        if (pause := holding.rests_for) > self._lane.held_for:
            self._lane.hold(pause)
        end = self._clock.seconds() + TURN_SECONDS
        more = await self._lane.drain(lambda: self._stopping or self._clock.seconds() >= end)
        if self._lane.held_for > 0:
            async with holding.begin() as session:
                await leases.rest(session, holding.lease, self._lane.held_for)
        return more
