"""Finding every declaration of a kind in a package: why adding a file is enough."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def modules(package: str) -> Iterator[ModuleType]:
    """Every module directly inside the package, imported, in alphabetical order."""
    found = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(found.__path__), key=lambda info: info.name):
        yield importlib.import_module(f"{package}.{info.name}")


def names(package: str) -> tuple[str, ...]:
    """Names of the modules directly inside the package, without importing them."""
    found = importlib.import_module(package)
    return tuple(sorted(info.name for info in pkgutil.iter_modules(found.__path__)))


def declared(package: str, kind: type[T]) -> tuple[T, ...]:
    """Every module-level value of a kind declared in the package's modules, in module order."""
    return tuple(
        value
        for module in modules(package)
        for value in vars(module).values()
        if isinstance(value, kind)
    )
