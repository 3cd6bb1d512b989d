"""Several processes of one bot on one PostgreSQL, and what people on Telegram see of them."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.support.bot_api.server import TOKEN

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-several-receivers"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


class Member:
    """One process with its roles; `host` is the words that put it on another machine."""

    def __init__(
        self,
        roles: str,
        folder: Path,
        environment: dict[str, str],
        port: int = 0,
        host: Sequence[str] = (),
    ) -> None:
        self.roles = roles
        self.port = port
        self._folder = folder
        self._host = list(host)
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "CHIBO_PORT": str(port),
            "TELEGRAM_MODE": "webhook",
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_PER_CHAT_SECOND": "1000",
            "CHIBO_LOG_LEVEL": "WARNING",
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / f"{roles.replace(',', '-')}-{port}.log"

    def start(self) -> None:
        """Start it, or start it again."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self._host, sys.executable, "-m", "bot", "run", "--role", self.roles],
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    async def ready(self, seconds: float = 60) -> None:
        """It says so."""
        end = time.monotonic() + seconds
        while "chibo đang chạy phần" not in self.log.read_text():
            assert self.process is not None
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            await asyncio.sleep(0.1)

    def send(self, name: signal.Signals) -> None:
        """A signal, unless it has ended."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(name)

    async def killed(self) -> None:
        """Killed, without a chance to say anything."""
        self.send(signal.SIGKILL)
        assert self.process is not None
        await asyncio.to_thread(self.process.wait)


@asynccontextmanager
async def running(members: Sequence[Member]) -> AsyncIterator[None]:
    """All of them at work; killed at the end if they do not stop."""
    for member in members:
        member.start()
    try:
        for member in members:
            await member.ready()
        yield
    finally:
        for member in members:
            member.send(signal.SIGCONT)
            member.send(signal.SIGKILL)
            if member.process is not None:
                member.process.wait()


class Traffic:
    """What Telegram does with several receivers: one at a time for a chat, again until a 200."""

    def __init__(self, receivers: Sequence[Member], chats: Sequence[int]) -> None:
        self._receivers = receivers
        self._chats = chats
        self._number = 1000
        self.taken: dict[str, list[int]] = {str(chat): [] for chat in chats}  # in order
        self._tasks: list[asyncio.Task[None]] = []
        self._stop = asyncio.Event()

    @asynccontextmanager
    async def flowing(self, pause: float) -> AsyncIterator[None]:
        """Everybody writes again and again inside the block."""
        self._stop.clear()
        timeout = aiohttp.ClientTimeout(total=3)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            talking = [asyncio.create_task(self._talks(session, c, pause)) for c in self._chats]
            try:
                yield
            finally:
                self._stop.set()
                await asyncio.gather(*talking)

    async def _talks(self, session: aiohttp.ClientSession, chat: int, pause: float) -> None:
        while not self._stop.is_set():
            self._number += 1
            await self._bring(session, chat, self._number)
            await asyncio.sleep(pause)

    async def _bring(self, session: aiohttp.ClientSession, chat: int, number: int) -> None:
        """To one receiver, then to the other, until one has it; sometimes to both."""
        body = {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": int(time.time()),
                "chat": {"id": chat, "type": "private", "first_name": "A"},
                "from": {"id": chat, "is_bot": False, "first_name": "A"},
                "text": "/toi",
            },
        }
        tries = 0
        while True:
            receiver = self._receivers[(number + tries) % len(self._receivers)]
            tries += 1
            try:
                url = f"http://127.0.0.1:{receiver.port}/telegram"
                async with session.post(url, json=body, headers=HEADER) as answer:
                    if answer.status == 200:
                        break
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(0.1)
        self.taken[str(chat)].append(number)
        if number % 7 == 0:  # a network that did not hear our 200
            other = self._receivers[(number + tries) % len(self._receivers)]
            try:
                url = f"http://127.0.0.1:{other.port}/telegram"
                async with session.post(url, json=body, headers=HEADER):
                    pass
            except (aiohttp.ClientError, TimeoutError):
                return
