"""What `import`, `template` and `sample` say in the terminal."""


def written(path: str) -> str:
    """A workbook was written."""
    return f"Đã ghi {path}."


def cannot_write(path: str, why: str) -> str:
    """A workbook could not be written; `why` is the system's own word."""
    return f"Không ghi được {path}: {why}."
