"""Words around taking figures away in files: the answer, the page behind the address, the files."""

from collections.abc import Collection

from domain.calendar import Month
from domain.messages import Words
from domain.reports.periods import Period
from texts import say
from texts.reports.periods import period as period_words

LANGUAGE = "vi"
HINT = "Địa chỉ này mở được trong 15 phút, chỉ dành cho đồng chí đã yêu cầu. Xin không chuyển tiếp."
GONE_TITLE = "Không mở được"
GONE = "Địa chỉ này đã hết hạn hoặc không đúng. Xin nhắn lại /xuat để nhận địa chỉ mới."
TROUBLE_TITLE = "Chưa tạo được tệp"
_LABELS = {
    "docx": "Báo cáo (DOCX)",
    "csv": "Số liệu (CSV)",
    "xlsx": "Bảng tính (XLSX)",
    "json": "Bản kê có mã kiểm tra (JSON)",
}


def title(period: Period, unit: str) -> str:
    """The heading of the page."""
    return f"{say.capital(period_words(period))}, {unit}"


def label(name: str) -> str:
    """What a file is, on the page."""
    return _LABELS.get(name.rpartition(".")[2], name)


def schedule_label(commune: str) -> str:
    """The printable schedule of one commune."""
    return f"Lịch họp {commune}, khổ A4 (PDF)"


def offered(period: Period, unit: str, address: str) -> Words:
    """Where the files are."""
    return Words(
        f"{title(period, unit)}: bảng tính, báo cáo, CSV (mở trong 15 phút): {address}\n"
        "Địa chỉ chỉ dành cho đ/c, xin không chuyển tiếp."
    )


def nowhere(period: Period, code: str) -> Words:
    """There is no page this chat could open."""
    return Words(
        "Hệ thống chưa mở trang tải tệp cho kênh này. Xin đ/c nhận tệp tại văn phòng, "
        "hoặc chạy trên máy chủ: "
        f"python -m bot report --{period.kind} {period} --as {code} --out THƯ-MỤC"
    )


def coming(period: Period, unit: str, files: Collection[str], *, sheets_of: str = "") -> str:
    """What follows as files of their own; `sheets_of`: what to type for a commune's schedule."""
    kinds = ", ".join(say.uncapital(what) for what in files)
    said = f"{title(period, unit)}: gửi kèm {len(files)} tệp: {kinds}. Xin đ/c không chuyển tiếp."
    if not sheets_of:
        return said
    return f"{said}\nLịch họp in khổ A4 của một xã: nhắn {sheets_of} rồi tên xã."


def caption(what: str, period: Period, unit: str) -> str:
    """Under a file."""
    return f"{what}: {period_words(period)}, {unit}"


def not_sent(what: str, period: Period, address: str | None) -> str:
    """A file could not be sent."""
    said = f"Hệ thống chưa gửi được tệp này: {say.uncapital(what)}, {period_words(period)}."
    if address is None:
        return f"{said} Xin đ/c nhắn lại sau ít phút, hoặc nhận tại văn phòng."
    return f"{said} Đ/c mở tại (trong 15 phút): {address}"


def which_period() -> str:
    """What could not be read."""
    return "kỳ báo cáo"


def example(month: Month) -> str:
    """A line that would work."""
    return f"/xuat tháng {month.number}/{month.year}"


def needs_person_and_folder() -> str:
    """Half a command line."""
    return "Cần cả --as MÃ (quyền của ai) và --out THƯ-MỤC (ghi vào đâu)."


def nobody(asked: str) -> str:
    """`--as` names nobody of the roster, or several."""
    return f"Không có đúng một người “{asked}” trong danh sách: ghi mã, ví dụ LD1."


def not_allowed(name: str) -> str:
    """That person may not take figures away."""
    return f"{name} không có quyền xuất số liệu."


def bad_period(text: str) -> str:
    """A period of the command line that cannot be read."""
    return f"Không đọc được kỳ {text}: ghi 2026-W49, 2026-11, 2026-Q4 hoặc 2026."


def written(count: int, folder: str) -> str:
    """Files on disk."""
    return f"Đã ghi {count} tệp vào {folder}."


def cannot_write(folder: str, why: str) -> str:
    """The folder cannot be written to."""
    return f"Không ghi được vào {folder}: {why}. Chọn thư mục khác với --out."
