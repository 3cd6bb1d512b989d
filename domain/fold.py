"""Vietnamese text without accents, for searching and for comparing what people type."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=256)  # a message is folded several times, and most say what others said
def fold(text: str) -> str:
    """`Chi bộ Ngàm` -> `chi bo ngam`: lower case, no accents, one space between words.

    Folding erases meaning ("có" = "cô" = "co"): use it to search and to match commands.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").split())
