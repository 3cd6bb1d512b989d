"""Notes that a message reached its person, or was seen, where a network tells."""

import logging

from bot.clock import Clock
from channels.zalo_oa.translate import CHANNEL, Receipt
from db import receipts
from db.base import Database

log = logging.getLogger(__name__)
LATER_SECONDS = 2.0  # a receipt may be faster than the settling of its message


class Receipts:
    """Where receipts of one database go."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def note(self, receipt: Receipt) -> None:
        """Store it; one whose message is not settled yet is looked for once more."""
        if await self._note(receipt) < len(receipt.numbers):
            await self._clock.sleep(LATER_SECONDS)
            await self._note(receipt)

    async def _note(self, receipt: Receipt) -> int:
        async with self._database.begin() as session:
            return await receipts.note(
                session,
                CHANNEL,
                receipt.bot,
                receipt.numbers,
                seen=receipt.seen,
                at=receipt.at,
            )
