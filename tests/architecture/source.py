"""The project's own source as syntax trees, for tests that hold its rules."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "channels", "handlers", "scheduler", "db", "texts", "web", "domain")
GENERATED = "db/migrations/versions/"


@dataclass(frozen=True)
class Module:
    """One file: its path from the root, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")


@cache
def product() -> tuple[Module, ...]:
    """Every module of the product, tests and generated migrations left out."""
    files = (file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))
    found = (module(file.relative_to(ROOT).as_posix()) for file in files)
    return tuple(m for m in found if not m.path.startswith(GENERATED))


def module(path: str) -> Module:
    text = (ROOT / path).read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text))


def docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The docstrings of a module, its classes and its functions."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, owners) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            assert isinstance(first, ast.Expr)
            assert isinstance(first.value, ast.Constant)
            yield first.value


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string literal, pieces of f-strings included, docstrings and comments excluded."""
    documentation = {id(constant) for constant in docstrings(tree)}
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if literal and id(node) not in documentation:
            yield node
