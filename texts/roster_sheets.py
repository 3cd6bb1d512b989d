"""The words of the office's workbook: sheet names, headers, roles, yes and no, and their readings.

Readings compare folded text (no accents, no punctuation), so `MÃ CHI BỘ*` is `Mã chi bộ`.
"""

import re

from domain.fold import fold
from domain.people import Role
from domain.roster.lines import Column, Sheet

SHEETS = {
    Sheet.UNITS: "Đơn vị",
    Sheet.BRANCHES: "Chi bộ",
    Sheet.PEOPLE: "Cán bộ",
    Sheet.ASSIGNMENTS: "Phân công",
}
GUIDE = "Hướng dẫn"
EXAMPLE = "Ví dụ"

# The first wording is the one the template writes; the others are recognised.
HEADERS: dict[Sheet, dict[Column, tuple[str, ...]]] = {
    Sheet.UNITS: {
        Column.CODE: ("Mã đơn vị", "Mã"),
        Column.NAME: ("Tên đơn vị", "Tên", "Đơn vị"),
        Column.KIND: ("Loại", "Loại đơn vị", "Cấp"),
        Column.PARENT: ("Thuộc đơn vị (mã)", "Thuộc đơn vị", "Thuộc", "Cấp trên", "Mã cấp trên"),
        Column.MAX_AWAY: ("Được vắng tối đa", "Vắng tối đa", "Số người được vắng"),
    },
    Sheet.BRANCHES: {
        Column.CODE: ("Mã chi bộ", "Mã"),
        Column.VILLAGE: ("Bản/khu phố", "Bản, khu phố", "Bản", "Chi bộ", "Tên chi bộ", "Thôn"),
        Column.COMMUNE: ("Đơn vị (mã xã)", "Đơn vị", "Mã đơn vị", "Mã xã", "Xã", "Xã/thị trấn"),
        Column.PLACE: ("Nơi họp", "Địa điểm họp", "Địa điểm", "Nơi sinh hoạt"),
        Column.MEMBERS: ("Số đảng viên", "Đảng viên", "Tổng số đảng viên", "Tổng đảng viên"),
        Column.EXEMPT: ("Được miễn", "Miễn sinh hoạt", "Số được miễn", "Miễn"),
        Column.HABIT: ("Ngày họp thường lệ", "Ngày thường lệ", "Ngày họp", "Ngày sinh hoạt"),
        Column.TIME: ("Giờ họp", "Giờ", "Giờ sinh hoạt"),
        Column.MINUTES: (
            "Phút đi từ trung tâm xã",
            "Số phút đi từ trung tâm xã",
            "Phút đi",
            "Thời gian đi (phút)",
        ),
        Column.ROUTE: ("Ghi chú đường đi", "Đường đi", "Ghi chú đường"),
    },
    Sheet.PEOPLE: {
        Column.CODE: ("Mã cán bộ", "Mã"),
        Column.NAME: ("Họ tên", "Họ và tên", "Tên"),
        Column.TITLE: ("Chức vụ", "Chức danh"),
        Column.PHONE: ("Điện thoại", "Số điện thoại", "SĐT", "Di động", "ĐT"),
        Column.ROLES: ("Vai trò", "Các vai trò"),
        Column.BRANCHES: ("Chi bộ (mã)", "Chi bộ", "Mã chi bộ"),
        Column.OFFICE: ("Đơn vị (mã)", "Đơn vị", "Mã đơn vị", "Cơ quan", "Mã cơ quan"),
        Column.SEES: ("Theo dõi đơn vị (mã)", "Theo dõi đơn vị", "Theo dõi", "Phụ trách"),
        Column.ROTATES: ("Luân phiên 3+1", "Luân phiên", "3+1", "Thực hiện 3+1"),
    },
    Sheet.ASSIGNMENTS: {
        Column.PERSON: ("Mã cán bộ", "Cán bộ (mã)", "Cán bộ"),
        Column.BRANCH: ("Mã chi bộ", "Chi bộ (mã)", "Chi bộ"),
        Column.DECISION: ("Số quyết định", "Quyết định", "Quyết định số", "Số QĐ"),
    },
}
for _headers in HEADERS.values():
    _headers[Column.SINCE] = ("Từ ngày", "Ngày bắt đầu", "Hiệu lực từ")
    _headers[Column.UNTIL] = ("Đến ngày", "Đến hết ngày", "Ngày kết thúc", "Hiệu lực đến")

FILES = {
    Sheet.UNITS: "don-vi.csv",
    Sheet.BRANCHES: "chi-bo.csv",
    Sheet.PEOPLE: "can-bo.csv",
    Sheet.ASSIGNMENTS: "phan-cong.csv",
}

ROLES = {
    Role.SECRETARY: "Bí thư",
    Role.DEPUTY_SECRETARY: "Phó bí thư",
    Role.CADRE: "Cán bộ",
    Role.COORDINATOR: "Điều phối",
    Role.LEADER: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}
_OTHER_ROLES = {
    "bi thu chi bo": Role.SECRETARY,
    "bi thu kiem truong ban": Role.SECRETARY,
    "pho bi thu chi bo": Role.DEPUTY_SECRETARY,
    "can bo du sinh hoat": Role.CADRE,
    "dieu phoi vien": Role.COORDINATOR,
    "quan tri vien": Role.ADMIN,
}
YES, NO = "có", "không"
_YES = frozenset({"co", "x", "1", "true", "c"})
_NO = frozenset({"khong", "0", "false", "k", ""})


def plain(text: str) -> str:
    """Folded, with every run of punctuation as one space: what headers are compared by."""
    return " ".join(re.sub(r"[^a-z0-9+]+", " ", fold(text)).split())


def sheet_called(name: str) -> Sheet | None:
    """Which sheet a tab's name means: `1. CHI BỘ` and `Chi bo` are both Chi bộ."""
    bare = re.sub(r"^[0-9 ]+|[0-9 ]+$", "", plain(name))
    return next((sheet for sheet, wanted in SHEETS.items() if plain(wanted) == bare), None)


def header_called(sheet: Sheet, text: str) -> Column | None:
    """Which column of a sheet a header means."""
    return _HEADERS[sheet].get(plain(text))


def role_called(text: str) -> Role | None:
    """Which role a word means."""
    return _ROLES.get(plain(text))


def yes_or_no(text: str) -> bool | None:
    """What `có`, `không`, `x` mean; None when it is neither."""
    word = plain(text)
    return True if word in _YES else False if word in _NO else None


def is_example(code: str) -> bool:
    """Whether a code marks the template's example row, which is not imported."""
    return plain(code).startswith(plain(EXAMPLE))


_HEADERS = {
    sheet: {plain(word): column for column, words in headers.items() for word in words}
    for sheet, headers in HEADERS.items()
}
_ROLES = {plain(word): role for role, word in ROLES.items()} | _OTHER_ROLES
