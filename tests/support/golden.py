"""A text kept in a file, compared like a string; rewriting it is comparing it in another mode."""

from pathlib import Path


class Golden(str):
    """The contents of a golden file; when rewriting, being compared stores the other text."""

    path: Path
    rewriting: bool

    __slots__ = ("path", "rewriting")

    @classmethod
    def read(cls, path: Path, *, rewriting: bool) -> "Golden":
        text = path.read_text(encoding="utf-8").removesuffix("\n") if path.exists() else ""
        golden = cls(text)
        golden.path, golden.rewriting = path, rewriting
        return golden

    def __eq__(self, other: object) -> bool:
        if self.rewriting and isinstance(other, str):
            self.path.parent.mkdir(exist_ok=True)
            self.path.write_text(other + "\n", encoding="utf-8")
            return True
        return str.__eq__(self, other) is True

    __hash__ = str.__hash__
