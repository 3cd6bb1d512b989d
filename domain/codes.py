"""One-time join codes: easy to type on any Vietnamese keyboard, hard to guess.

The alphabet has no vowels (Y is one: Telex makes of YF a Y with a grave), no D and no W, so neither
Telex nor VNI turns what is typed into accented letters, and no pair that looks alike in print
(0 O, 1 I, 2 Z, 5 S, 8 B). Eight of nineteen are 34 bits; five tries an hour and an expiry do the
rest.
"""

import hashlib
import re

ALPHABET = "CFGHKLMNPQRTVX34679"
LENGTH = 8
_SHAPE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def from_bytes(entropy: bytes) -> str:
    """A code from 16 random bytes (the bias of the remainder is below one in a billion)."""
    number = int.from_bytes(entropy, "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def printed(code: str) -> str:
    """CFGH-3469: how a code is shown."""
    return f"{code[:4]}-{code[4:]}"


def read(text: str) -> str | None:
    """The code in what a person typed, in any case, with spaces or dashes; None without one."""
    bare = re.sub(r"[\s.\-–_]", "", text).upper()
    return bare if _SHAPE.fullmatch(bare) else None


def looks_like(text: str) -> bool:
    """Whether the text was probably meant as a code, right or wrong."""
    bare = re.sub(r"[\s.\-–_]", "", text)
    mixed = any(c.isdigit() for c in bare) and any(c.isalpha() for c in bare)
    return len(bare) in range(6, 11) and bare.isascii() and bare.isalnum() and mixed


def hashed(code: str) -> str:
    """What the database keeps of a code."""
    return hashlib.sha256(code.encode()).hexdigest()
