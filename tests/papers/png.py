"""Reading a PNG of ours without a library: its size, and whether anything is drawn on it."""

import struct
import zlib


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in dots. Raises AssertionError for anything but a PNG."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def values_of(data: bytes) -> set[int]:
    """The byte values of the decompressed image: a blank one has very few."""
    packed, at = b"", 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += 12 + length
    return set(zlib.decompress(packed))
