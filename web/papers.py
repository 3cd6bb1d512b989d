"""The page that lists the printable files of a month, and the files, each drawn when opened."""

import asyncio

from aiohttp import web

from texts import papers as words
from web.house import HOUSE
from web.kept_papers import KeptPapers
from web.rendering import filled
from web.safety import problem

# The page carries its own style and shows the picture.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"
TYPES = {
    "png": "image/png",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

routes = web.RouteTableDef()


@routes.get("/papers/{secret}")
async def page(request: web.Request) -> web.Response:
    """The files, for who was told the address a moment ago."""
    kept = _kept(request)
    whole = [file for file in kept.files if not file.of_commune]
    text = filled(
        "papers.html",
        words=words,
        title=words.page_title(kept.month),
        state=words.state(kept.approved),
        base=f"/papers/{request.match_info['secret']}/",
        whole=whole,
        communes=[file for file in kept.files if file.of_commune],
        picture=next(file for file in whole if file.name.endswith(".png")),
    )
    return web.Response(text=text, content_type="text/html", headers=_headers())


@routes.get("/papers/{secret}/{name}")
async def file(request: web.Request) -> web.Response:
    """One file, drawn now; a picture is shown, everything else is saved."""
    kept, name = _kept(request), request.match_info["name"]
    found = next((file for file in kept.files if file.name == name), None)
    if found is None:
        raise problem(web.HTTPNotFound, "no such file")
    body = await asyncio.to_thread(found.draw)
    ending = name.rpartition(".")[2]
    how = "inline" if ending == "png" else "attachment"
    headers = {**_headers(), "Content-Disposition": f'{how}; filename="{name}"'}
    return web.Response(body=body, content_type=TYPES[ending], headers=headers)


def _kept(request: web.Request) -> KeptPapers:
    find = request.app[HOUSE].papers
    kept = find(request.match_info["secret"]) if find else None
    if kept is None:
        raise problem(web.HTTPNotFound, "no such papers, or they are too old: ask again")
    return kept


def _headers() -> dict[str, str]:
    return {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
