"""Who may talk to the pages: this machine's own browser on our own address, and nobody else.

A page of another site cannot read or post here: the Host must be ours (against DNS rebinding), a
POST must come from our own origin with a JSON body (against forged requests), and the policy of
our pages lets no foreign or inline script run.
"""

import ipaddress
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

# Paths that are not pages: a network posts there under the name of a proxy, with its own secret.
FOREIGN = web.AppKey("foreign", frozenset[str])
# What a signed address opens: reached from a telephone through a proxy; the signature is the proof.
SIGNED = "/tep/"
OUR_NAMES = ("127.0.0.1", "localhost", "[::1]")
BODY_LIMIT = 64 * 1024  # bytes
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Server": "chibo",
}
PER_PAGE = ("Content-Security-Policy", "Cache-Control")


class NotLoopback(ValueError):
    """The web chat knows no passwords, so only this machine may reach it."""

    def __init__(self, host: str) -> None:
        super().__init__(f"the web chat listens on this machine only: {host!r} is not 127.0.0.1")


def require_loopback(host: str) -> None:
    """Raises NotLoopback unless the host is an address, or the name, of this machine alone."""
    if host == "localhost":
        return
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise NotLoopback(host) from None
    if not address.is_loopback:
        raise NotLoopback(host)


def problem(status: type[web.HTTPException], reason: str) -> web.HTTPException:
    """An error as JSON. `reason` is short English for whoever calls the API."""
    return status(text=json.dumps({"error": reason}), content_type="application/json")


@web.middleware
async def guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse foreign requests before anything else looks at them."""
    if request.path in request.app[FOREIGN]:
        return await handler(request)
    if request.method == "GET" and request.path.startswith(SIGNED):
        return await handler(request)
    if not _host_is_ours(request):
        raise problem(web.HTTPForbidden, "unknown host")
    if request.method not in ("GET", "HEAD", "POST"):
        raise problem(web.HTTPForbidden, "method not used here")
    if request.method == "POST":
        if request.headers.get("Origin") != f"http://{request.headers['Host']}":
            raise problem(web.HTTPForbidden, "foreign origin")
        if request.content_type != "application/json":
            raise problem(web.HTTPUnsupportedMediaType, "send application/json")
    return await handler(request)


def _host_is_ours(request: web.Request) -> bool:
    name, _, port = request.headers.get("Host", "").lower().rpartition(":")
    socket = request.transport.get_extra_info("sockname") if request.transport else None
    return name in OUR_NAMES and socket is not None and port == str(socket[1])


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Every answer carries the policy, errors included; a page may have a policy of its own."""
    own = {name: response.headers[name] for name in PER_PAGE if name in response.headers}
    response.headers.update({**HEADERS, **own})


async def body(request: web.Request) -> dict[str, Any]:
    """The JSON object of a POST. Raises 400 for anything else."""
    try:
        found = json.loads(await request.text())
    except (ValueError, RecursionError, LookupError):
        raise problem(web.HTTPBadRequest, "not JSON") from None
    if not isinstance(found, dict):
        raise problem(web.HTTPBadRequest, "not a JSON object")
    return found
