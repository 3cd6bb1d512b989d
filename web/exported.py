"""The page of a signed address: the files of one period for one person, each drawn when opened.

It is reached through a proxy from a telephone too, so it asks nothing of who comes: the address is
the key, for some minutes. Every file that leaves is noted by the house.
"""

from aiohttp import web

from texts import exports as words
from web.house import HOUSE
from web.papers import TYPES
from web.rendering import filled
from web.safety import SIGNED, problem

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

routes = web.RouteTableDef()


@routes.get(SIGNED + "{token}")
async def page(request: web.Request) -> web.Response:
    """The list of files; opening it changes nothing, because networks fetch previews."""
    token = request.match_info["token"]
    exports = request.app[HOUSE].exports
    found = await exports.listed(token) if exports else None
    if found is None:
        return _page(words.GONE_TITLE, (words.GONE,), (), status=404)
    files = tuple((f"{SIGNED}{token}/{name}", label) for name, label in found.files)
    return _page(found.title, (words.HINT,), files)


@routes.get(SIGNED + "{token}/{name}")
async def file(request: web.Request) -> web.Response:
    """One file, drawn now."""
    exports, name = request.app[HOUSE].exports, request.match_info["name"]
    found = await exports.behind(request.match_info["token"], name) if exports else None
    if found is None:
        raise problem(web.HTTPNotFound, "no such file, or too old: ask again")
    if found.content is None:
        return _page(words.TROUBLE_TITLE, (found.trouble,), (), status=409)
    return response(name, found.content)


def response(name: str, content: bytes) -> web.Response:
    """A file; a picture is shown, everything else is saved."""
    ending = name.rpartition(".")[2]
    how = "inline" if ending == "png" else "attachment"
    headers = {**_headers(), "Content-Disposition": f'{how}; filename="{name}"'}
    return web.Response(body=content, content_type=TYPES[ending], headers=headers)


def _page(
    title: str, lines: tuple[str, ...], files: tuple[tuple[str, str], ...], status: int = 200
) -> web.Response:
    text = filled("exported.html", language=words.LANGUAGE, title=title, lines=lines, files=files)
    return web.Response(text=text, status=status, content_type="text/html", headers=_headers())


def _headers() -> dict[str, str]:
    return {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
