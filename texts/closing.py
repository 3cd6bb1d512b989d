"""Words around closing a month: the question, what was closed, corrections, and what is wrong."""

from collections.abc import Sequence
from datetime import datetime

from domain.attendance import ReasonCategory
from domain.calendar import Month
from domain.closing import Correction, Unexplained
from domain.messages import Words
from domain.reports.facts import Figure, Figures, Grade, Standing
from texts import answers, say
from texts.reports import ledger
from texts.reports.grades import GRADES

_SHOWN = 8  # corrections in one message
_HASH = 16  # digits people compare

_FIELDS = {
    "standing": "kết quả",
    "total": "tổng đảng viên",
    "present": "có mặt",
    "excused": "vắng có lý do",
    "unexcused": "vắng không lý do",
    "exempt": "miễn",
    "minutes": "số phút",
    "reason": "lý do",
    "grade": "tự chấm",
    "thematic": "chuyên đề",
    "starts_at": "giờ họp",
    "moved_to": "dời đến",
    "place": "địa điểm",
    "low_turnout": "dưới mức dự",
    "under_norm": "dưới thời lượng",
    "visits_present": "cán bộ có mặt",
    "visits_excused": "cán bộ vắng có lý do",
    "visits_absent": "cán bộ vắng không lý do",
    "visits_unseen": "cán bộ chưa rõ",
    "visits_disputed": "cán bộ hai bên báo khác",
    "visits_ahead": "cán bộ chưa đến giờ",
}


def example(month: Month) -> str:
    """A line that would work."""
    return f"/chotthang {month.number}/{month.year}"


def which_month() -> str:
    """What could not be read."""
    return "tháng cần chốt"


def ask(month: Month, figures: Figures) -> Words:
    """What would be frozen, and the question."""
    silent = figures.of(Standing.UNREPORTED)
    warning = f"\nCòn {silent} chi bộ chưa báo: nên đôn đốc trước khi chốt." if silent else ""
    return Words(
        f"Chốt số liệu {say.month(month)}: đã họp "
        f"{say.share(figures.of(Standing.HELD), figures[Figure.MEETINGS])}; đảng viên dự "
        f"{say.share(figures.members.present, figures.members.due)}.{warning}\n"
        "Sau khi chốt, số liệu tháng giữ nguyên; sửa đổi về sau chỉ ghi vào phụ lục. "
        "Đ/c đồng ý chốt?",
        (answers.YES, answers.NO),
    )


def done(month: Month, sha256: str, files: int) -> str:
    """The month is closed."""
    return (
        f"Đã chốt {say.month(month)}: {files} tệp. Mã kiểm tra: {sha256[:_HASH]}. "
        f"Lấy tệp: /xuat tháng {month.number}/{month.year}"
    )


def not_done() -> str:
    """The answer was no."""
    return "Chưa chốt. Số liệu tháng vẫn cập nhật bình thường."


def not_over(month: Month) -> str:
    """Too early."""
    return f"{say.capital(say.month(month))} chưa hết nên chưa chốt được; xin chốt khi hết tháng."


def already(month: Month) -> str:
    """Closed once and for all."""
    return f"{say.capital(say.month(month))} đã chốt rồi."


def out_of_order(month: Month, last: Month) -> str:
    """Months are closed one after another."""
    return (
        f"Đã chốt đến {say.month(last)} nên không chốt {say.month(month)} được nữa. "
        f"Tháng tiếp theo: {example(last.next)}"
    )


def earlier_first(month: Month) -> str:
    """An earlier month still waits."""
    return (
        f"{say.capital(say.month(month))} chưa chốt; các tháng chốt lần lượt. "
        f"Xin chốt trước: {example(month)}"
    )


def bad_month(text: str) -> str:
    """What was typed is no month."""
    return f"“{text}” không phải là một tháng. Viết 2026-11 hoặc 11/2026."


def nothing_in(month: Month) -> str:
    """There was no meeting."""
    return f"{say.capital(say.month(month))} không có buổi họp nào để chốt."


def not_whole() -> str:
    """The office of a part cannot close the whole."""
    return "Chỉ điều phối của toàn khu vực chốt được tháng. Xin đ/c liên hệ văn phòng cấp trên."


def not_closed(month: Month) -> str:
    """Nothing to verify."""
    return (
        f"{say.capital(say.month(month))} chưa chốt nên chưa có gì để kiểm tra. "
        f"Chốt: python -m bot close-month {month}"
    )


def standing(month: Month, at: datetime, sha256: str, annexes: int, pending: int) -> str:
    """A closed month: since when, and what came later."""
    said = f"{say.capital(say.month(month))} đã chốt {say.clock(at)} ngày {say.full_day(at)}"
    said += f", mã kiểm tra {sha256[:_HASH]}. Phụ lục: {annexes}."
    return said + (f" Đính chính chưa vào phụ lục: {pending}." if pending else "")


def ask_annex(head: str, found: Sequence[Correction]) -> Words:
    """Corrections that wait, and the question."""
    return Words(
        "\n".join([head, *listed(found), "Lập phụ lục đính chính?"]),
        (answers.YES, answers.NO),
    )


def listed(found: Sequence[Correction]) -> list[str]:
    """The first corrections, and how many more there are."""
    lines = [correction(one) for one in found[:_SHOWN]]
    rest = len(found) - len(lines)
    return [*lines, f"… và {rest} đính chính khác."] if rest else lines


def correction(one: Correction) -> str:
    """CB-012 bản Ngàm (Sơn Điện): có mặt 20 → 21 (BT-012, 15h 03/12/2026)"""
    at = datetime.fromisoformat(one.at)
    return (
        f"{one.code} {one.village} ({one.commune}): {_field(one.field)} "
        f"{_value(one.field, one.old)} → {_value(one.field, one.new)} "
        f"({one.by or 'hệ thống'}, {say.clock(at)} {say.full_day(at)})"
    )


def annexed(month: Month, number: int, count: int, sha256: str) -> str:
    """An annex was made."""
    return (
        f"Đã lập phụ lục số {number} của {say.month(month)}: {count} đính chính. "
        f"Mã kiểm tra: {sha256[:_HASH]}."
    )


def changed_meanwhile() -> str:
    """What was shown is no longer what there is."""
    return "Không còn đính chính nào chờ vào phụ lục."


def _field(name: str) -> str:
    return _FIELDS.get(name, name)


def _value(field: str, value: str) -> str:
    if not value:
        return "–"
    if field == "standing":
        return ledger.STANDINGS[Standing(value)].lower()
    if field in ("starts_at", "moved_to"):
        return say.short_moment(datetime.fromisoformat(value))
    if field == "reason":
        return answers.REASONS.get(ReasonCategory(value), "–").lower()
    if field == "grade":
        return GRADES[Grade(value)].lower()
    return {"0": "không", "1": "có"}[value] if field in _YES_NO else value


_YES_NO = ("thematic", "low_turnout", "under_norm")


# the command line


def folder_written(count: int, folder: str) -> str:
    """Files of the pack on disk."""
    return f"Đã ghi {count} tệp vào {folder}."


def intact(month: Month, sha256: str, annexes: int) -> str:
    """Nothing differs."""
    return f"{say.capital(say.month(month))}: nguyên vẹn. Mã kiểm tra {sha256}. Phụ lục: {annexes}."


def chain_broken(month: str, previous: str) -> str:
    """A manifest does not hang on the one before."""
    return f"{month}: bản kê không nối với {previous or 'đầu chuỗi'}."


def manifest_changed(month: str) -> str:
    """The manifest is not what was hashed."""
    return f"{month}: bản kê đã bị sửa."


def part_changed(month: str, part: str) -> str:
    """Facts or evidence are not what the manifest says."""
    return f"{month}: {part} đã bị sửa."


def file_changed(month: str, name: str) -> str:
    """A file is not what the manifest says."""
    return f"{month}: tệp {name} khác bản kê."


def file_missing(month: str, name: str) -> str:
    """A file the manifest names is not there."""
    return f"{month}: thiếu tệp {name}."


def not_reproduced(month: str, name: str, programs: Sequence[str]) -> str:
    """Made again, a file has other bytes; `programs` whose version differs may be why."""
    why = f" (phiên bản khác: {', '.join(programs)})" if programs else ""
    return f"{month}: tạo lại tệp {name} không ra đúng như đã chốt{why}."


def row_changed(month: str, code: str) -> str:
    """What had been recorded before the close is no longer what it was."""
    return f"{month}: bản ghi cũ về buổi họp của {code} đã bị sửa hoặc xóa."


def unexplained(month: str, one: Unexplained) -> str:
    """A figure differs without a correction."""
    return (
        f"{month}: {one.code}, {_field(one.field)} {_value(one.field, one.old)} → "
        f"{_value(one.field, one.new)} mà không có đính chính nào."
    )


def figures_changed(month: str, commune: str) -> str:
    """A commune's figures cannot be counted again."""
    return f"{month}: đếm lại số liệu {commune} không ra đúng như đã chốt."


def annex_changed(month: str, number: int) -> str:
    """An annex is not what was hashed, or does not hang on the one before."""
    return f"{month}: phụ lục {number} đã bị sửa hoặc không nối chuỗi."


FACTS = "số liệu đã chốt"
EVIDENCE = "dấu vết bản ghi"
RULES = "(quy tắc của tháng)"
