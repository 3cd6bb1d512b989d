"""Replies understood in a second on one core: `python -m bench.replies`."""

import time

from bench.figures import Figure, show
from domain.replies import understand

_BEGINNINGS = ("dạ", "vâng anh,", "em", "báo cáo đ/c", "Thưa đồng chí", "ok", "e", "tôi")
_MIDDLES = (
    "dự được", "ko di dc", "bận việc gia đình xin vắng", "đến muộn 15p", "chưa biết",
    "không đi được vì trực", "bận nhưng vẫn dự", "mấy giờ họp", "con ốm", "khong ban", "xin nghỉ",
    "có mặt 28/31, vắng 2 có lý do",
)  # fmt: skip
_ENDS = ("ạ", "nhé", "!", "", "😄", "a", "nha anh", "ạ, em cảm ơn")


def replies() -> list[str]:
    """Different replies of usual lengths; the number makes every one new to any cache of texts."""
    return [
        f"{one} {two} {three} {number}h"
        for number in range(20)
        for one in _BEGINNINGS
        for two in _MIDDLES
        for three in _ENDS
    ]


def measure() -> list[Figure]:
    """The best of five rounds, which is the least disturbed by other work on the machine."""
    texts = replies()
    best = 0.0
    for _ in range(5):
        start = time.perf_counter()
        for text in texts:
            understand(text)
        best = max(best, len(texts) / (time.perf_counter() - start))
    return [Figure(f"replies understood ({len(texts)} different)", best, "/s")]


if __name__ == "__main__":
    show(measure())
