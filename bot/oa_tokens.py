"""Keeps the tokens of a Zalo Official Account in the database, as its channel needs it."""

from pydantic import SecretStr

from bot.clock import Clock
from channels.zalo_oa.tokens import Tokens
from db import oa_tokens
from db.base import Database


class DatabaseTokens:
    """The tokens of one account; each step a transaction, none while the network is asked."""

    def __init__(self, database: Database, oa: str, clock: Clock) -> None:
        self._database = database
        self._oa = oa
        self._clock = clock

    async def read(self) -> Tokens | None:
        """The pair in use; None before the first consent."""
        async with self._database.read() as session:
            row = await oa_tokens.pair(session, self._oa)
        if row is None:
            return None
        return Tokens(SecretStr(row.access), SecretStr(row.refresh), row.expires_at)

    async def lease(self, tokens: Tokens) -> bool:
        """Take the right to renew exactly this pair, in this or any other process."""
        async with self._database.begin() as session:
            refresh = tokens.refresh.get_secret_value()
            return await oa_tokens.lease(session, self._oa, refresh, self._clock.now())

    async def keep(self, tokens: Tokens) -> None:
        """Store a new pair before anybody uses it."""
        async with self._database.begin() as session:
            await oa_tokens.keep(
                session,
                self._oa,
                access=tokens.access.get_secret_value(),
                refresh=tokens.refresh.get_secret_value(),
                expires_at=tokens.expires_at,
                now=self._clock.now(),
            )

    async def give_back(self, tokens: Tokens) -> None:
        """The renewal surely did not happen."""
        async with self._database.begin() as session:
            await oa_tokens.give_back(session, self._oa, tokens.refresh.get_secret_value())
