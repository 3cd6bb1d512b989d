"""The HTML templates of the pages, filled in with everything escaped."""

from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def filled(name: str, **values: object) -> str:
    """One template as text."""
    return _TEMPLATES.get_template(name).render(values)


def render(name: str, **values: object) -> web.Response:
    """One template as a page."""
    return web.Response(text=filled(name, **values), content_type="text/html")
