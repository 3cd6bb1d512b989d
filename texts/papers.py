"""Words printed on the papers of a month: the picture, the sheet of a commune, the workbook."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.calendar import SHORT_WEEKDAYS, Month, Week, local
from domain.messages import Words
from domain.reports.plan_sheet import DayPart, PaperLine, Standing, part_of
from texts import say

LANGUAGE = "vi"
PARTS = {DayPart.MORNING: "○", DayPart.AFTERNOON: "◐", DayPart.EVENING: "●"}
UNUSUAL = "*"
ALONE = "!"
PINNED = "■"
SHEET_HEADERS = ("Ngày", "Giờ", "Bản, khu phố", "Địa điểm", "Cán bộ dự")
_STANDING = {
    Standing.UNDATED: "chưa có ngày",
    Standing.POSTPONED: "hoãn, chưa có ngày mới",
    Standing.NOT_HELD: "không họp",
}


def title(month: Month) -> str:
    """The heading of every paper."""
    return f"Lịch họp chi bộ {say.month(month)}"


def state(approved: bool) -> str:
    """The stamp in the corner."""
    return "ĐÃ DUYỆT" if approved else "DỰ THẢO"


def printed_on(day: date) -> str:
    """When the paper was made: an approved plan changes meeting by meeting afterwards."""
    return f"In ngày {say.full_day(day)}"


def totals(dated: int, habitual: int, apart: int) -> str:
    """Under the title of the picture."""
    left = f" {apart} chi bộ không có ngày." if apart else ""
    return f"{dated} buổi; đúng ngày thường lệ {say.share(habitual, dated)}.{left}"


def week_number(week: Week) -> str:
    """Tuần 49"""
    return f"Tuần {week.number}"


def since(week: Week) -> str:
    """30/11: the Monday of the week"""
    return f"từ {say.day(week.monday)}"


def week_days(week: Week) -> str:
    """30/11–06/12"""
    return f"{say.day(week.monday)}–{say.day(week.sunday)}"


def meetings(count: int) -> str:
    """12 buổi"""
    return f"{count} buổi"


def day_in_cell(starts_at: datetime) -> str:
    """T7 05: the month stands in the title"""
    here = local(starts_at)
    return f"{SHORT_WEEKDAYS[here.weekday()]} {here:%d}"


def short_village(village: str) -> str:
    """Ngàm, KP 1: a cell of the picture is narrow"""
    for kind, short in (("bản ", ""), ("khu phố ", "KP ")):
        rest = village[len(kind) :]
        if village.casefold().startswith(kind) and rest:
            return say.capital(village) if rest[0].isdigit() and not short else short + rest
    return village


def marks(line: PaperLine) -> str:
    """Signs after the day, each explained by the legend."""
    said = PARTS[part_of(line.starts_at)] if line.starts_at is not None else ""
    said += "" if line.habitual else UNUSUAL
    said += "" if line.guests else ALONE
    return said + (PINNED if line.pinned else "")


def legend() -> tuple[tuple[str, str], ...]:
    """Sign and meaning."""
    return (
        (PARTS[DayPart.MORNING], "sáng"),
        (PARTS[DayPart.AFTERNOON], "chiều"),
        (PARTS[DayPart.EVENING], "tối"),
        (UNUSUAL, "khác ngày thường lệ (ô sẫm)"),
        (ALONE, "không có cán bộ dự"),
        (PINNED, "ngày chốt bằng tay"),
    )


def apart_heading(count: int) -> str:
    """Above the branches without a date."""
    return f"Không có ngày họp ({count} chi bộ):"


def apart(line: PaperLine) -> str:
    """CB-012 bản Ngàm (Sơn Điện): chưa có ngày"""
    return f"{line.code} {line.village} ({line.commune}): {_STANDING[line.standing]}"


def weekday_and_day(starts_at: datetime) -> str:
    """Thứ Bảy 05/12"""
    return f"{say.weekday(starts_at)} {say.day(starts_at)}"


def guests(names: Sequence[str]) -> str:
    """Hà Văn Tiến, Lò Thị Mai: the column says what they are"""
    return ", ".join(names) or "không có"


def unbroken_guests(names: Sequence[str]) -> str:
    """The same for a narrow column: a line never ends inside a name."""
    return guests([name.replace(" ", "\N{NO-BREAK SPACE}") for name in names])


def sheet_totals(dated: int) -> str:
    """Under the title of a commune's sheet."""
    return f"{dated} chi bộ có lịch họp trong tháng."


def page_of() -> tuple[str, str]:
    """Trang 1/2"""
    return "Trang ", "/"


# the workbook

LINES_SHEET = "Lịch"
TOTALS_SHEET = "Tổng hợp"
LINE_HEADERS = (
    "Mã",
    "Xã",
    "Bản, khu phố",
    "Thứ",
    "Ngày",
    "Giờ",
    "Địa điểm",
    "Cán bộ dự",
    "Ngày thường lệ",
    "Chốt tay",
    "Ghi chú",
)
YES = "có"
NO = "không"
TOTAL = "Cộng"
WEEK_HEADERS = ("Tuần", "Từ ngày", "Đến ngày", "Số buổi", "Đúng ngày thường lệ")
COMMUNE_HEADERS = ("Xã", "Chi bộ", "Có ngày", "Đúng ngày thường lệ", "Chưa có ngày")


def weekday(starts_at: datetime) -> str:
    """Thứ Bảy"""
    return say.weekday(starts_at)


def note(standing: Standing) -> str:
    """Why a row has no date."""
    return _STANDING.get(standing, "")


# offering the papers


def page_title(month: Month) -> str:
    """The page that lists the files."""
    return f"Bản in {say.month(month)}"


PAGE_HINT = "Địa chỉ này mở được trong 15 phút. In khổ A4, tỷ lệ 100%."
PICTURE = "Hình cả tháng (PNG)"
PICTURE_A4 = "Hình cả tháng, khổ A4 (PDF)"
WORKBOOK = "Bảng tính (XLSX)"
SHEETS = "Lịch từng xã, khổ A4 (PDF)"


def offered(month: Month, address: str) -> Words:
    """Where the papers are, for who asks on the office's own page."""
    return Words(
        f"Bản in {say.month(month)} (mở trong 15 phút): {address}\n"
        "Có hình cả tháng, lịch từng xã khổ A4 và bảng tính."
    )


def elsewhere(month: Month) -> Words:
    """This chat is not the office's own page: how to get the papers all the same."""
    return Words(
        f"Lịch {say.month(month)} của một xã, khổ A4: nhắn /xuat {say.month(month)} rồi tên xã. "
        f"Cả tháng một lần: chạy trên máy chủ python -m bot plan {month} --papers THƯ-MỤC"
    )


def written(count: int, folder: str) -> str:
    """The command line has written the papers."""
    return f"Đã ghi {count} tệp bản in vào {folder}."


def cannot_write(folder: str, why: str) -> str:
    """The place for the papers cannot be written to."""
    return f"Không ghi được bản in vào {folder} ({why}). Chọn chỗ khác: --papers THƯ-MỤC"
