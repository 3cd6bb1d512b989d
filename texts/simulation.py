"""The report of a simulated run, and its errors, for the operator at the command line."""

from collections.abc import Sequence


def bad_start(given: str) -> str:
    """The start cannot be read."""
    return f"--start {given!r} không đọc được. Viết như 2026-12-14 07:45 (giờ địa phương)."


def bad_number(option: str, least: int, most: int) -> str:
    """A number nobody can simulate."""
    return f"{option} phải từ {least} đến {most}."


def head(seed: int, months: int, faults: str, branches: int) -> str:
    """Which run this is."""
    return f"Mô phỏng {months} tháng, {branches} chi bộ, sự cố: {faults}, seed {seed}."


def cost(events: int, clock: float, processor: float, digest: str) -> str:
    """How much happened, how many seconds it took, and the fingerprint that repeats it."""
    return (
        f"{events} sự kiện trong {_tenths(clock)} giây (CPU {_tenths(processor)} giây). "
        f"Nhật ký: {digest[:16]}"
    )


def heading(what: str) -> str:
    """A part of the report."""
    return {
        "states": "Tin gửi đi, theo trạng thái:",
        "people": "Mọi người nhắn đến:",
        "promises": "Lời hứa dự họp:",
        "calls": "Việc cần gọi điện:",
        "latency": "Độ trễ (giờ mô phỏng):",
        "weather": "Sự cố đã xảy ra:",
        "defects": "Lỗi ghi trong nhật ký chương trình:",
    }[what]


def count(what: str, number: int) -> str:
    """One line of a table."""
    return f"  {what:<28}{number:>8}"


def kept(came: int, known: int) -> str:
    """How many promises to come were kept, of those of which it is known."""
    if not known:
        return "  Chưa có lời hứa nào tới ngày."
    share = f"{100 * came / known:.1f}".replace(".", ",")
    return f"  Giữ lời: {came}/{known} ({share}%)"


def latency(what: str, shares: Sequence[tuple[int, float]]) -> str:
    """Percentiles of one span, in seconds."""
    shown = ", ".join(f"p{share} {_span(seconds)}" for share, seconds in shares)
    return f"  {what:<28}{shown}"


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.1f}s".replace(".", ",")
    if seconds < 7200:
        return f"{seconds / 60:.0f} phút"
    return f"{seconds / 3600:.1f} giờ".replace(".", ",")


def weights(samples: Sequence[tuple[str, int]], ratio: float | None) -> str:
    """How much the house held at some days, in bytes, and what became of it."""
    shown = ", ".join(f"{day} {_mega(size)}" for day, size in samples)
    compared = "" if ratio is None else f"; cuối so với khi đã nóng máy: {_hundredths(ratio)} lần"
    return f"Bộ nhớ của chương trình (MB): {shown}{compared}"


def _mega(size: int) -> str:
    return _tenths(size / 2**20)


def _tenths(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _hundredths(ratio: float) -> str:
    return f"{ratio:.2f}".replace(".", ",")


def all_held(checkers: int) -> str:
    """Nothing is broken."""
    if not checkers:
        return "Không có phép kiểm nào được chạy."
    return f"{checkers} phép kiểm bất biến: đều đúng."


def broken(invariant: str, event: int, at: str, what: str) -> str:
    """One invariant that did not hold."""
    return f"HỎNG {invariant} tại sự kiện {event} ({at}): {what}"


def further(number: int) -> str:
    """More are broken than a page shows."""
    return f"… và {number} chỗ hỏng nữa."


def replay(seed: int, months: int, faults: str, branches: int, event: int) -> str:
    """The command that goes there again."""
    return (
        f"Diễn lại: python -m bot simulate --seed {seed} --months {months} --faults {faults} "
        f"--branches {branches} --until-event {event}"
    )


def last_event(event: int, at: str, what: str) -> str:
    """Where a replay stopped."""
    return f"Dừng tại sự kiện {event} ({at}): {what}"


def shrunk(invariant: str, before: int, runs: int, seconds: float) -> str:
    """What finding the fewest acts took."""
    return (
        f"Rút gọn {before} việc làm sai “{invariant}”, {runs} lần chạy, "
        f"{_tenths(seconds)} giây CPU."
    )


def needed(acts: int) -> str:
    """The acts that follow are all it takes."""
    return f"Còn lại {acts} việc:" if acts else "Không cần ai làm gì và không cần sự cố nào."


def act(at: str, name: str, what: str) -> str:
    """One of them."""
    return f"- {at}  {name}: {what}" if what else f"- {at}  {name}"


def happened_last(records: int) -> str:
    """The last things that happened follow."""
    return f"{records} sự kiện cuối:"


def happened(event: int, at: str, kind: str, what: str) -> str:
    """One thing of the journal."""
    return f"  {event:>6}  {at}  {kind} {what}".rstrip()


def saved(path: str) -> str:
    """How to play what is left again, and look at the database it leaves."""
    return f"Đã lưu. Chạy lại: python -m bot simulate --replay {path} --keep {path}.sqlite3"


def bad_case(path: str) -> str:
    """A file that no shrinking saved."""
    return f"--replay {path}: không đọc được. Tạo tệp bằng python -m bot simulate --shrink {path}"


def holds_again(invariant: str) -> str:
    """What was saved breaks nothing any more."""
    return f"“{invariant}” nay đúng trong lần chạy đã lưu."
