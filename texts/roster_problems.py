"""What is wrong with a workbook, in one line each: where, what, and what to do."""

from domain.roster.lines import Column, Sheet
from domain.roster.problems import Fault, Problem
from texts.roster_sheets import HEADERS, ROLES, SHEETS

_FIX_CELL = "Xóa công thức, ghi thẳng kết quả vào ô"
_WORDS: dict[Fault, str] = {
    Fault.NO_FILE: "Không thấy tệp {0}. Kiểm tra lại đường dẫn.",
    Fault.CANNOT_OPEN: "Không mở được {0}: {1}. Kiểm tra quyền đọc tệp.",
    Fault.TOO_BIG: "Tệp lớn hơn {0} MB, không phải danh sách của cơ quan. Chọn đúng tệp.",
    Fault.EMPTY_FILE: "Tệp rỗng. Mở lại bằng Excel, kiểm tra và lưu lại.",
    Fault.OLD_EXCEL: "Tệp kiểu Excel cũ (.xls). Mở bằng Excel, chọn Lưu thành .xlsx.",
    Fault.LOCKED: "Tệp đặt mật khẩu. Bỏ mật khẩu trong Excel rồi lưu lại.",
    Fault.OPEN_DOCUMENT: "Tệp kiểu OpenDocument (.ods). Lưu thành .xlsx rồi nhập.",
    Fault.SINGLE_CSV: "Một tệp CSV không đủ. Đưa thư mục có các tệp {0}.",
    Fault.NOT_A_WORKBOOK: "Tệp không phải Excel (.xlsx). Chọn đúng tệp.",
    Fault.UNPACKS_TOO_BIG: "Tệp giải nén ra lớn hơn {0} MB, hệ thống không mở. Chọn đúng tệp.",
    Fault.WIDE_RANGE: "Vùng {0} gộp ô hoặc đặt liên kết quá rộng. Bỏ gộp ô, bỏ liên kết.",
    Fault.BROKEN_WORKBOOK: "Tệp Excel bị hỏng, không đọc được. Mở bằng Excel và lưu lại.",
    Fault.NOT_UTF8: "Tệp {0} không ghi bằng mã UTF-8. Khi lưu, chọn “CSV UTF-8”.",
    Fault.BROKEN_CSV: "Tệp {0} có dấu ngoặc kép không khép, không đọc được.",
    Fault.NO_SHEET: "Thiếu “{0}”. Trong tệp chỉ có: {1}.",
    Fault.TWO_SHEETS: "Có hai trang cùng loại: {0}. Giữ lại một trang.",
    Fault.NO_HEADER: "Không thấy dòng tiêu đề. Cần các cột: {0}.",
    Fault.NO_COLUMN: "Thiếu cột “{0}”. Các cột đang có: {1}.",
    Fault.TWO_COLUMNS: "Hai cột cùng nghĩa “{0}”. Giữ lại một cột.",
    Fault.MERGED: "Ô gộp {0}. Bỏ gộp ô, mỗi ô ghi một giá trị.",
    Fault.TOO_MANY_ROWS: "Nhiều hơn {0} dòng. Xóa các dòng thừa ở cuối trang.",
    Fault.NO_ROWS: "Không có dòng nào. Ghi danh sách vào trang này rồi nhập lại.",
    Fault.FORMULA: f"Ô {{0}} là công thức. {_FIX_CELL}.",
    Fault.EXCEL_ERROR: f"Ô {{0}} báo lỗi {{1}}. {_FIX_CELL}.",
    Fault.BLANK: "Còn trống. Phải ghi.",
    Fault.TOO_LONG: "Dài hơn {0} chữ. Ghi ngắn lại.",
    Fault.BAD_CODE: "“{0}” không phải mã. Mã chỉ gồm chữ, số, dấu - . _ /, không có dấu cách.",
    Fault.BAD_NUMBER: "“{0}” không phải số từ {1} đến {2}.",
    Fault.BAD_DATE: "“{0}” không phải ngày. Ghi dd/mm/yyyy, ví dụ 05/12/2026.",
    Fault.BAD_YEAR: "Năm {0} không hợp lý. Sửa lại năm.",
    Fault.BAD_TIME: "“{0}” không phải giờ. Ghi 19h30 hoặc 19:30.",
    Fault.BAD_PHONE: "“{0}” không phải số điện thoại. Ghi một số, ví dụ 0912 345 678.",
    Fault.BAD_ROLE: "Không rõ vai trò “{0}”. Ghi một trong: " + ", ".join(ROLES.values()) + ".",
    Fault.BAD_YES_NO: "“{0}” không rõ. Ghi có hoặc không.",
    Fault.BAD_HABIT: "Không rõ ngày họp “{0}”. "
    "Ghi: ngày 5; ngày 3-5; thứ 7 tuần 2; chủ nhật cuối; chủ nhật.",
    Fault.DATES_REVERSED: "Đến ngày {1} lại trước từ ngày {0}. Sửa một trong hai.",
    Fault.SAME_CODE: "Mã {0} đã dùng ở dòng {1}. Đổi mã hoặc bỏ một dòng.",
    Fault.SAME_POST: "{0} đã có vai trò này cùng thời gian ở dòng {1}. Sửa ngày hoặc bỏ một dòng.",
    Fault.UNKNOWN_UNIT: "Không có mã {0} ở trang Đơn vị. Sửa mã hoặc thêm đơn vị.",
    Fault.UNKNOWN_BRANCH: "Không có mã {0} ở trang Chi bộ. Sửa mã hoặc thêm chi bộ.",
    Fault.UNKNOWN_PERSON: "Không có mã {0} ở trang Cán bộ. Sửa mã hoặc thêm người.",
    Fault.MORE_EXEMPT: "Được miễn {0} nhiều hơn tổng số {1} đảng viên. Sửa một trong hai.",
    Fault.NO_BRANCH: "{role} phải có mã chi bộ.",
    Fault.NO_OFFICE: "{role} phải có mã đơn vị.",
    Fault.TWO_SECRETARIES: "Chi bộ {0} đã có bí thư {1} (dòng {2}). "
    "Ghi “Đến ngày” cho người cũ hoặc bỏ một người.",
    Fault.NOT_A_CADRE: "{0} không có vai trò Cán bộ. Thêm vai trò ở trang Cán bộ.",
    Fault.SAME_ASSIGNMENT: "{0} đã được phân công chi bộ {1} ở dòng {2}. Bỏ một dòng.",
    Fault.ERASED: "{0} đã được xóa dữ liệu theo yêu cầu của chính người đó. Bỏ dòng này.",
    Fault.SAME_PHONE: "{0} và {1} (dòng {2}) chung một số điện thoại.",
    Fault.SAME_VILLAGE: "{0} trùng tên với chi bộ {1} (dòng {2}) cùng xã.",
    Fault.NO_SECRETARY: "{0} chưa có bí thư.",
    Fault.NO_CADRE: "{0} chưa có cán bộ được phân công.",
    Fault.MANY_END: "{0}/{1} mục sẽ kết thúc vì không còn trong trang. Xem kỹ trước khi áp dụng.",
    Fault.EXTRA_COLUMN: "Cột “{0}” không dùng, bỏ qua.",
    Fault.EXTRA_SHEET: "“{0}” không dùng, bỏ qua.",
    Fault.EXAMPLES_SKIPPED: "Bỏ qua {0} dòng ví dụ.",
    Fault.NEW_KIND: "Loại đơn vị mới: {0}.",
}


def problem(found: Problem) -> str:
    """One line: `Trang Chi bộ, dòng 12, cột Giờ họp: “tối” không phải giờ. Ghi 19h30…`."""
    where = ", ".join(_place(found))
    what = _what(found)
    return f"{where}: {what}" if where else what


def _place(found: Problem) -> list[str]:
    places = []
    if found.sheet is not None:
        places.append(f"Trang {SHEETS[found.sheet]}")
        if found.row is not None:
            places.append(f"dòng {found.row}")
        if found.column is not None:
            places.append(f"cột {header(found.sheet, found.column)}")
    return places


def _what(found: Problem) -> str:
    if found.fault is Fault.UNIT_IN_ITSELF:
        circle = " thuộc ".join(found.arguments)
        return f"Đơn vị thuộc vòng tròn: {circle}. Sửa cột Thuộc đơn vị."
    if found.fault in (Fault.NO_BRANCH, Fault.NO_OFFICE):
        return _WORDS[found.fault].format(role=_role(found.arguments[0]))
    return _WORDS[found.fault].format(*found.arguments)


def _role(value: str) -> str:
    return next(word for role, word in ROLES.items() if role.value == value)


def header(sheet: Sheet, column: Column) -> str:
    """What a column is called in the template."""
    return HEADERS[sheet][column][0]
