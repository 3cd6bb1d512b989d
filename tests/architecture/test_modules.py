"""What every module owes a newcomer: one opening sentence, and a size that can be read."""

import ast

from tests.architecture.source import Module, product

MOST_LINES = 300
LARGE = {
    "domain/planning/certificate.py": "the independent audit shares nothing and stays in one place",
}
MOST_FUNCTION_LINES = 40
LONG = {
    "db/outbox.py:queue": "a row of many columns",
    "db/outbox.py:_insert": "a row of many columns",
}


def test_every_module_opens_with_one_sentence() -> None:
    """So that a newcomer can tell whether to read on."""
    wrong = [module.path for module in product() if not _opens_well(module)]
    assert wrong == []


def _opens_well(module: Module) -> bool:
    docstring = ast.get_docstring(module.tree)
    if not docstring:
        return False
    sentence = " ".join(docstring.partition("\n\n")[0].split())
    starts = sentence[0].isupper() or sentence[0] in "/`'" or sentence.startswith("3+1")
    return starts and sentence.endswith((".", "?", ":")) and 10 <= len(sentence) <= 400


def test_large_modules_are_known_and_argued() -> None:
    large = {module.path for module in product() if module.lines > MOST_LINES}
    assert large == set(LARGE)


def test_long_functions_are_known_and_argued() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        f"{module.path}:{node.name}"
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, kinds)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES
    }
    assert long == set(LONG)


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "service", "misc"}
    named = {m.path for m in product() if empty & set(m.path.removesuffix(".py").split("/"))}
    assert named == set()
