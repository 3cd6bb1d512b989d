"""How well replies are understood: `python -m bench.understanding` prints one line a set."""

from collections.abc import Iterable

from tests.domain.replies.scoring import Phrasing, phrasings, rounds, sample, score, varied


def line(name: str, rows: Iterable[Phrasing]) -> str:
    """Shares of one set; "harmful" is a confident wrong yes or no."""
    found = score(rows)
    return (
        f"{name:28} {found.rows:6} replies   right {found.right:6.1%}   asked back"
        f" {found.asked:6.1%}   wrong {found.wrong:4}   harmful {len(found.harmful):3}"
    )


def main() -> None:
    """The labelled sample, then both halves as written and in their other spellings."""
    print(line("sample", sample()))
    for half in ("tuned", "held-out"):
        rows = [row for row in phrasings() if row.half == half]
        print(line(half, rows))
        print(line(f"{half}, other spellings", varied(rows)))
    written = list(rounds())
    for name in dict.fromkeys(row.half for row in written):
        print(line(f"round {name}", [row for row in written if row.half == name]))


if __name__ == "__main__":
    main()
