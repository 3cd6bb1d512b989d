"""One policy: nobody but db/visible.py turns a person's posts into the units they may touch."""

import ast

from tests.architecture.source import product

WALKS = {
    "db/visible.py": "the policy as a set of units",
    "db/pauses.py": "what a pause of a unit silences; nobody's right",
}
ASKS = {
    "db/visible.py": "the policy as a set of units",
    "domain/rights.py": "the predicate",
    "db/facts.py": "the name above a summary",
    "handlers/commands/xetnam.py": "whose year the coordinator reviews",
    "handlers/commands/xuat.py": "what goes into the files",
    "handlers/commands/hinh.py": "what the picture shows",
    "bot/taking.py": "what goes into the files of the command line",
    "handlers/reach.py": "what a refusal says the person may ask for",
    "handlers/pause_subjects.py": "everything the office coordinates",
}


def callers(name: str) -> set[str]:
    """Modules that call a function of this name, plain or by its module."""
    return {
        module.path
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == name)
            or (isinstance(node.func, ast.Attribute) and node.func.attr == name)
        )
    }


def test_only_the_listed_files_walk_down_from_a_unit() -> None:
    assert callers("subtree") == set(WALKS)


def test_only_the_listed_files_ask_for_the_roots_of_a_right() -> None:
    assert callers("roots") == set(ASKS)
