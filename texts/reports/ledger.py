"""Words of the workbook and the CSV file of a period: sheets, headers, and labels of cells."""

from datetime import datetime

from domain.attendance import ReasonCategory
from domain.meetings import MeetingKind
from domain.reports.facts import Grade, Standing
from domain.reports.ledger import Line
from domain.reports.periods import Period
from texts import answers, say
from texts.reports import grades
from texts.reports.periods import period

SUMMARY = "Tổng hợp"
MEETINGS = "Buổi họp"
DATA = "Dữ liệu"
TABLE = "BuoiHop"  # the name of the pivot-ready table: letters only
TOTAL = "Cộng"
YES = "có"

MEETING_HEADERS = (
    "Mã chi bộ",
    "Xã",
    "Bản, khu phố",
    "Loại",
    "Thứ",
    "Ngày",
    "Giờ",
    "Địa điểm",
    "Kết quả",
    "Dời đến",
    "Lý do",
    "Tổng đảng viên",
    "Miễn",
    "Phải dự",
    "Có mặt",
    "Vắng có lý do",
    "Vắng không lý do",
    "Tỷ lệ dự",
    "Số phút",
    "Chuyên đề",
    "Tự chấm",
    "Dưới mức dự",
    "Dưới thời lượng",
    "Cán bộ phải dự",
    "Cán bộ có mặt",
    "Cán bộ vắng có lý do",
    "Cán bộ vắng không lý do",
    "Chưa rõ",
    "Hai bên báo khác nhau",
)
SUMMARY_HEADERS = (
    "Xã",
    "Số buổi",
    "Đã họp",
    "Dời",
    "Hoãn",
    "Không họp",
    "Chưa báo",
    "Khác",
    "Tỷ lệ họp",
    "Phải dự",
    "Có mặt",
    "Vắng có lý do",
    "Vắng không lý do",
    "Miễn",
    "Tỷ lệ dự",
    "Dưới mức dự",
    "Dưới thời lượng",
    "Chuyên đề",
    "Cán bộ phải dự",
    "Cán bộ có mặt",
    "Tỷ lệ cán bộ dự",
)
DATA_HEADERS = (
    "ky",
    "tuan",
    "ngay",
    "xa",
    "ma_chi_bo",
    "ban_khu_pho",
    "loai",
    "ket_qua",
    "ly_do",
    "so_buoi",
    "da_hop",
    "doi",
    "hoan",
    "khong_hop",
    "chua_bao",
    "chuyen_de",
    "tu_cham",
    "tong",
    "phai_du",
    "co_mat",
    "vang_co_ly_do",
    "vang_khong_ly_do",
    "mien",
    "so_phut",
    "duoi_muc_du",
    "duoi_thoi_luong",
    "can_bo_phai_du",
    "can_bo_co_mat",
    "can_bo_vang_co_ly_do",
    "can_bo_vang_khong_ly_do",
    "can_bo_chua_ro",
    "can_bo_lech",
)
STANDINGS = {
    Standing.HELD: "Đã họp",
    Standing.MOVED: "Dời",
    Standing.POSTPONED: "Hoãn",
    Standing.NOT_HELD: "Không họp",
    Standing.UNREPORTED: "Chưa báo",
    Standing.RESTING: "Tạm dừng nhắc",
    Standing.UPCOMING: "Chưa đến giờ",
}
KINDS = {
    MeetingKind.REGULAR: "Thường kỳ",
    MeetingKind.THEMATIC: "Chuyên đề",
    MeetingKind.EXTRAORDINARY: "Bất thường",
}


def title(value: Period) -> str:
    """The first line of the summary sheet."""
    return f"Kết quả sinh hoạt chi bộ {period(value)}"


def as_of(instant: datetime) -> str:
    """Until when things are known."""
    return f"Số liệu đến {say.clock(instant)} ngày {say.full_day(instant)}"


def standing(line: Line) -> str:
    """Đã họp"""
    return STANDINGS[Standing(line.standing)]


def reason(line: Line) -> str:
    """Mưa lũ, đường sá; nothing where none was given"""
    return answers.REASONS.get(ReasonCategory(line.reason), "")


def kind(line: Line) -> str:
    """Thường kỳ"""
    return KINDS[MeetingKind(line.kind)]


def grade(line: Line, wording: int) -> str:
    """Tốt; nothing where the branch gave none. `wording`: of the paper"""
    return "" if line.grade is None else grades.of_wording(wording)[Grade(line.grade)]


def weekday(line: Line) -> str:
    """Thứ Bảy"""
    return say.weekday(line.starts)
