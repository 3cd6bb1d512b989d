"""The printed sheet of join codes: one slip a person with cut lines, QR and typed code.

The page needs nothing from outside, so that it can be kept as a file and printed anywhere. Codes
are stored only as hashes, so a sheet made in the chat is kept in memory, under an address that
cannot be guessed, for a quarter of an hour.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from aiohttp import web
from markupsafe import Markup

from domain.slips import Slip
from texts import sheet as words
from web.house import HOUSE
from web.rendering import filled
from web.safety import problem

A_PAGE = 6  # slips
KEPT = timedelta(minutes=15)
# The page carries its own style, because it must also work as a file.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

routes = web.RouteTableDef()


def sheet(slips: Sequence[Slip], bot: str | None, link: Callable[[str], str] | None) -> str:
    """The HTML of the sheet. `link` makes the address a QR opens; without it the QR is the code."""
    pages = [slips[start : start + A_PAGE] for start in range(0, len(slips), A_PAGE)]
    qr = {slip.code: _qr(_opens(slip, link)) for slip in slips}
    how = {slip.code: words.how_to_join(bot, slip.zalo) for slip in slips}
    return filled("sheet.html", words=words, pages=pages, count=len(slips), qr=qr, how=how)


def _opens(slip: Slip, link: Callable[[str], str] | None) -> str:
    """What the QR holds: the way to Zalo, else to Telegram, else only the code."""
    if slip.zalo:
        return slip.zalo
    return link(slip.code) if link else slip.code


def _qr(content: str) -> Markup:
    """An SVG without a size of its own; never a Micro QR, which telephones do not read."""
    import segno  # wanted a few times a year

    code = segno.make_qr(content, error="m")
    return Markup(code.svg_inline(omitsize=True, border=2))  # noqa: S704 - nothing typed is in it


class Sheets:
    """Sheets made a moment ago. `address` is where the pages are, once they are served."""

    def __init__(
        self,
        now: Callable[[], datetime],
        bot: str | None = None,
        link: Callable[[str], str] | None = None,
    ) -> None:
        self._now = now
        self._bot = bot
        self._link = link
        self._kept: dict[str, tuple[datetime, str]] = {}
        self.address = "/"

    def keep(self, slips: Sequence[Slip]) -> str:
        """Keep the sheet of these slips for a while; where to open it."""
        self._forget_old()
        secret = secrets.token_urlsafe(16)
        self._kept[secret] = (self._now() + KEPT, sheet(slips, self._bot, self._link))
        return f"{self.address}sheet/{secret}"

    def find(self, secret: str) -> str | None:
        """The sheet, unless it was never made or is too old."""
        self._forget_old()
        return self._kept.get(secret, (None, None))[1]

    def _forget_old(self) -> None:
        now = self._now()
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] > now}


@routes.get("/sheet/{secret}")
async def page(request: web.Request) -> web.Response:
    """The sheet, for who was told its address a moment ago."""
    find = request.app[HOUSE].sheet
    found = find(request.match_info["secret"]) if find else None
    if found is None:
        raise problem(web.HTTPNotFound, "no such sheet, or it is too old: make new codes")
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return web.Response(text=found, content_type="text/html", headers=headers)
