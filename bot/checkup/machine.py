"""The machine under the bot: its disk, the port of the pages, the file with the settings."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.checkup import Finding, broken, note, well
from bot.errors import CannotStart
from bot.serving import require_free
from texts import doctor as words

TOO_LITTLE, LITTLE = 200 * words.MEGA, 1000 * words.MEGA  # bytes
ANSWER_SECONDS = 3


def env_file(file: Path) -> Iterator[Finding]:
    """Whether there is a `.env`, and who may read it."""
    there = file.is_file()
    yield well(words.settings_read(there))
    if there and os.name == "posix" and file.stat().st_mode & 0o044:
        yield note(words.env_open_to_others())


def disk(folder: Path) -> Finding:
    """Room where the data are."""
    free = shutil.disk_usage(folder).free
    if free < TOO_LITTLE:
        return broken(words.disk_full(free, str(folder)))
    judge = note if free < LITTLE else well
    return judge(words.disk_free(free, str(folder)))


async def port(host: str, number: int) -> Finding:
    """Free, or taken by the bot itself."""
    try:
        require_free(host, number)
    except CannotStart as taken:
        healthy = await _our_health(host, number)
        if healthy is None:
            return broken(taken.lines)
        judge = well if healthy else note
        return judge(words.port_ours(number, healthy))
    return well(words.port_free(number))


async def _our_health(host: str, number: int) -> bool | None:
    """What a chibo at this port says of its health; None when something else is there."""
    shown = f"[{host}]" if ":" in host else host
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as session,
            session.get(f"http://{shown}:{number}/healthz") as answer,
        ):
            ours = answer.headers.get("Server") == "chibo"
            return answer.status == 200 if ours else None
    except (ClientError, TimeoutError, ValueError):
        return None
