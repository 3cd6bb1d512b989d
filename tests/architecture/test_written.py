"""What answers are kept of is written through mapped objects, so that no change goes unseen."""

import ast
from importlib import import_module

from db.kept import read_tables
from tests.architecture.source import product

STATEMENTS = {"insert", "insert_new", "update", "delete"}
ELSEWHERE = {"db/copying.py": "fills another database, in which nobody asks yet"}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_no_statement_writes_what_answers_are_kept_of() -> None:
    modules = [
        module for module in product() if module.path.count("/") == 1 and "db/" in module.path
    ]
    for module in modules:
        import_module(module.path.removesuffix(".py").replace("/", "."))
    tables = {table.__name__ for table in read_tables()}
    assert {"Post", "Branch", "Visit"} <= tables
    written = [
        (module.path, node.lineno)
        for module in modules
        if module.path not in ELSEWHERE
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _called(node) in STATEMENTS
        if any(isinstance(arg, ast.Name) and arg.id in tables for arg in node.args)
    ]
    assert not written, "kept answers would not be forgotten"
