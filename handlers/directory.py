"""Every command and every reader, found in their packages: adding a file is enough."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from handlers.base import Command, Reader


def _modules(package: str) -> list[ModuleType]:
    found = importlib.import_module(package)
    names = sorted(info.name for info in pkgutil.iter_modules(found.__path__))
    return [importlib.import_module(f"{package}.{name}") for name in names]


@cache
def commands() -> tuple[Command, ...]:
    """Commands in the order people need them."""
    found = [m.COMMAND for m in _modules("handlers.commands")]
    return tuple(sorted(found, key=lambda c: (c.order, c.name)))


@cache
def readers() -> tuple[Reader, ...]:
    """How each kind of question is answered."""
    return tuple(m.READER for m in _modules("handlers.questions"))
