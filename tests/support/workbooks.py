"""A small district as an office would type it, and files of every kind made from it."""

import csv
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Book = dict[str, list[list[Any]]]


def _table(text: str) -> list[list[Any]]:
    """Rows of a table drawn with bars; digits are numbers, nothing is an empty cell."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [[int(c) if c.isdigit() and c[0] != "0" else c or None for c in row] for row in rows]


SMALL: Book = {
    "Đơn vị": _table("""
Mã đơn vị | Tên đơn vị     | Loại   | Thuộc đơn vị | Được vắng tối đa | Từ ngày
QS        | huyện Quan Sơn | Huyện  |              |                  | 01/01/2025
NM        | xã Na Mèo      | Xã     | QS           |                  | 01/01/2025
TT        | xã Tam Thanh   | Xã     | QS           |                  | 01/01/2025
NV        | Phòng Nội vụ   | Cơ quan| QS           | 1                | 01/01/2025
"""),
    "Chi bộ": _table("""
Mã chi bộ|Bản/khu phố|Đơn vị|Nơi họp|Số đảng viên|Được miễn|Ngày họp thường lệ|Giờ họp\
|Phút đi từ trung tâm xã|Ghi chú đường đi|Từ ngày|Đến ngày
NM01|bản Mòng|NM|nhà văn hóa bản Mòng|42|2|ngày 5       |19h30|20|         |01/01/2025|
NM02|bản Son |NM|nhà văn hóa bản Son |31| |thứ 7 tuần 2 |14h  |45|qua tràn |01/01/2025|
TT01|bản Ngàm|TT|điểm trường         |28|1|chủ nhật cuối|7h30 |  |         |01/01/2025|
"""),
    "Cán bộ": _table("""
Mã cán bộ|Họ tên|Chức vụ|Điện thoại|Vai trò|Chi bộ|Đơn vị|Theo dõi|Luân phiên 3+1|Từ ngày|Đến ngày
BT1|Hà Văn Chung   |Bí thư chi bộ |0900 000 001|Bí thư          |NM01|  |      |     |01/01/2025|
BT2|Lò Thị Mai     |Bí thư chi bộ |0900 000 002|Bí thư          |NM02|  |      |     |01/01/2025|
BT3|Ngân Văn Tâm   |Bí thư chi bộ |0900 000 003|Bí thư          |TT01|  |      |     |01/01/2025|
CB1|Phạm Thanh Toàn|Chuyên viên   |0900 000 004|Cán bộ          |    |NV|      |có   |01/01/2025|
CU1|Vi Xuân Hùng   |Bí thư Đảng ủy|0900 000 005|Cán bộ; Lãnh đạo|    |NM|NM; TT|không|01/01/2025|
"""),
    "Phân công": _table("""
Mã cán bộ | Mã chi bộ | Số quyết định | Từ ngày    | Đến ngày
CB1       | NM01      | 12-QĐ/HU      | 01/01/2026 |
CB1       | TT01      | 12-QĐ/HU      | 01/01/2026 |
CU1       | NM02      | 08-QĐ/ĐU      | 01/01/2026 | 31/12/2026
"""),
}
FILES = {
    "Đơn vị": "don-vi.csv",
    "Chi bộ": "chi-bo.csv",
    "Cán bộ": "can-bo.csv",
    "Phân công": "phan-cong.csv",
}


def small() -> Book:
    """A copy of the small district, to change freely."""
    return deepcopy(SMALL)


def put(book: Book, sheet: str, code: str, header: str, value: Any, nth: int = 0) -> None:
    """Change one cell, found by the first column and the header."""
    rows = book[sheet]
    row = [row for row in rows[1:] if row[0] == code][nth]
    row += [None] * (len(rows[0]) - len(row))
    row[rows[0].index(header)] = value


def drop(book: Book, sheet: str, code: str) -> None:
    """Delete the rows with a code."""
    book[sheet] = [row for row in book[sheet] if row[0] != code]


def write_xlsx(path: Path, book: Mapping[str, list[list[Any]]]) -> Path:
    """As a workbook."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in book.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    made.save(path)
    return path


def write_folder(
    path: Path, book: Book, *, separator: str = ",", encoding: str = "utf-8-sig"
) -> Path:
    """As a folder of CSV files."""
    path.mkdir(exist_ok=True)
    for title, rows in book.items():
        with (path / FILES[title]).open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator).writerows(
                [["" if cell is None else cell for cell in row] for row in rows]
            )
    return path
