"""The report as a Party document: its fixed words, its fields, and what they say of a period.

Fields of the template are words without accents in double braces; `fields` fills all of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from domain.attendance import ReasonCategory
from domain.calendar import local_date
from domain.reports.facts import Figure, Figures, Standing
from domain.reports.ledger import Line
from domain.reports.period_paper import PeriodPaper
from domain.reports.periods import PeriodKind
from texts import answers, say
from texts.reports import grades, ledger
from texts.reports.periods import period

TEMPLATE_TITLE = "Mẫu báo cáo sinh hoạt chi bộ"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
SUPERIOR = "{{cap_tren}}"
ISSUER = "{{co_quan}}"
NUMBER = "Số        -BC/ĐU"  # no colon after the word; the number is written in by hand
PLACE_AND_DAY = "{{dia_danh}}, {{ngay}}"
KIND = "BÁO CÁO"
SUBJECT = "kết quả sinh hoạt chi bộ {{ky}}"
SENT_TO_HEADING = "Nơi nhận:"
SENT_TO = ("- {{noi_nhan}},", "- Lưu Văn phòng.")
AUTHORITY = "T/M BAN THƯỜNG VỤ"
POSITION = ""
SIGNER = ""
BODY = (
    ("section", "I- TÌNH HÌNH SINH HOẠT CHI BỘ"),
    ("text", "1. Tổ chức sinh hoạt: {{to_chuc}}"),
    ("text", "{{so_voi_ky_truoc}}"),
    ("text", "2. Đảng viên dự sinh hoạt: {{dang_vien}}"),
    ("text", "3. Cán bộ cấp trên dự sinh hoạt: {{can_bo}}"),
    ("text", "4. Thời lượng, chuyên đề, tự đánh giá: {{chat_luong}}"),
    ("text", "Kết quả theo từng xã như sau:"),
    ("table", ""),
    ("section", "II- NHỮNG VIỆC CẦN LƯU Ý"),
    ("text", "{{luu_y}}"),
    ("section", "III- ĐỀ NGHỊ"),
    ("text", "{{de_nghi}}"),
    ("text", "{{so_lieu_den}}"),
)
TABLE_HEADERS = (
    "TT",
    "Xã",
    "Số buổi",
    "Đã họp",
    "Dời",
    "Hoãn",
    "Không họp",
    "Chưa báo",
    "Đảng viên dự",
    "Cán bộ dự",
)
COLUMNS = ("tt", "ten", "so_buoi", "da_hop", "doi", "hoan", "khong_hop", "chua_bao", "dv", "cb")
TABLE_ROW = tuple(f"{{{{xa.{name}}}}}" for name in COLUMNS)
TABLE_TOTAL = ("", "Cộng", *(f"{{{{tong_{name}}}}}" for name in COLUMNS[2:]))
_NOT_KNOWN = "………………"
_MOST = 12  # lines of one kind before the rest is counted


def words_of(paper: PeriodPaper, day: date) -> dict[str, str]:
    """Every single field; `day` is the date of the document."""
    figures = paper.figures
    return {
        "cap_tren": f"ĐẢNG BỘ {paper.superior}".upper() if paper.superior else _NOT_KNOWN,
        "co_quan": f"ĐẢNG ỦY {paper.unit}".upper(),
        "dia_danh": _place(paper.unit),
        "ngay": f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "ky": period(paper.period),
        "don_vi": paper.unit,
        "noi_nhan": f"Đảng ủy {paper.superior} (để báo cáo)"
        if paper.superior
        else "Cấp ủy cấp trên (để báo cáo)",
        "to_chuc": _held(figures, paper.wording),
        "dang_vien": _members(figures),
        "can_bo": _guests(figures, paper.wording),
        "chat_luong": _quality(paper, figures),
        "so_lieu_den": f"{ledger.as_of(paper.as_of)}.",
        **{f"tong_{key}": value for key, value in _columns(figures, paper.wording).items()},
    }


def _place(unit: str) -> str:
    """Quan Sơn, without the word for its level: where a document is written."""
    first, _, rest = unit.partition(" ")
    if first.lower() == "thị":
        _, _, rest = rest.partition(" ")
        return rest or unit
    return rest if rest and first.lower() in _LEVELS else unit


_LEVELS = ("tỉnh", "huyện", "xã", "phường", "khu")


def lines_of(paper: PeriodPaper) -> dict[str, tuple[str, ...]]:
    """Fields whose paragraph is repeated for each line, or left out."""
    return {
        "so_voi_ky_truoc": _compared(paper),
        "luu_y": tuple(_exceptions(paper)) or ("Không có việc cần lưu ý.",),
        "de_nghi": tuple(_asked(paper)) or ("Không có đề nghị.",),
    }


def rows_of(paper: PeriodPaper) -> dict[str, tuple[Mapping[str, str], ...]]:
    """Rows of the table of communes."""
    return {
        "xa": tuple(
            {"tt": str(number), "ten": one.name, **_columns(one.figures, paper.wording)}
            for number, one in enumerate(paper.communes, start=1)
        )
    }


def _columns(f: Figures, wording: int) -> dict[str, str]:
    values = (
        f[Figure.MEETINGS],
        *(f.of(one) for one in _IN_TABLE),
    )
    n = f.members
    due, visits = f"{say.number(n.present)}/{say.number(n.due)}", f[Figure.DUE]
    empty = wording > 2  # the first wordings said 0/0 where nothing was due
    counts = dict(zip(COLUMNS[2:8], map(say.number, values), strict=True))
    return {
        **counts,
        "dv": "–" if empty and not n.due else f"{due} ({say.percent(n.present, n.due)})",
        "cb": "–"
        if empty and not visits
        else "/".join(map(say.number, (f[Figure.PRESENT], visits))),
    }


_IN_TABLE = (
    Standing.HELD,
    Standing.MOVED,
    Standing.POSTPONED,
    Standing.NOT_HELD,
    Standing.UNREPORTED,
)


def _held(f: Figures, wording: int) -> str:
    if not f[Figure.MEETINGS]:
        return "không có buổi sinh hoạt nào theo kế hoạch."
    parts = [
        f"đã họp {_share(f.of(Standing.HELD), f[Figure.MEETINGS], wording)} buổi theo kế hoạch"
    ]
    named = {
        Standing.MOVED: "dời ra ngoài kỳ",
        Standing.POSTPONED: "hoãn",
        Standing.NOT_HELD: "không họp",
        Standing.UNREPORTED: "chưa báo kết quả",
        Standing.RESTING: "tạm dừng nhắc",
        Standing.UPCOMING: "chưa đến giờ",
    }
    parts += [f"{label} {count}" for kind, label in named.items() if (count := f.of(kind))]
    met = _share(f[Figure.BRANCHES_MET], f[Figure.BRANCHES], wording)
    return "; ".join(parts) + f". Chi bộ đã họp trong kỳ: {met}."


def _share(part: int, whole: int, wording: int) -> str:
    """The first wordings wrote these counts without dots."""
    if wording > 2:
        return say.share(part, whole)
    return f"{part}/{whole} ({say.percent(part, whole)})" if whole else f"{part}/{whole}"


def _members(f: Figures) -> str:
    if not f[Figure.WITH_NUMBERS]:
        return "chưa có số liệu."
    n = f.members
    missing = f.of(Standing.HELD) - f[Figure.WITH_NUMBERS]
    tail = f" Còn {missing} buổi đã họp chưa gửi số." if missing else ""
    return (
        f"có mặt {say.number(n.present)}/{say.number(n.due)} ({say.percent(n.present, n.due)}); "
        f"vắng có lý do {say.number(n.excused)}; vắng không lý do {say.number(n.unexcused)}; "
        f"được miễn {say.number(n.exempt)}.{tail}"
    )


def _guests(f: Figures, wording: int) -> str:
    if not f[Figure.DUE]:
        return "không có lượt cán bộ phải dự."
    parts = [f"có mặt {_share(f[Figure.PRESENT], f[Figure.DUE], wording)} lượt"]
    named = {
        Figure.EXCUSED: "vắng có lý do",
        Figure.ABSENT: "vắng không lý do",
        Figure.UNSEEN: "chưa rõ",
        Figure.DISPUTED: "hai bên báo khác nhau",
        Figure.SUBSTITUTED: "lượt có người dự thay",
    }
    parts += [f"{label} {count}" for figure, label in named.items() if (count := f[figure])]
    return "; ".join(parts) + "."


def _quality(paper: PeriodPaper, f: Figures) -> str:
    numbered = f[Figure.WITH_NUMBERS]
    if not numbered:
        return "chưa có số liệu."
    short, low = (
        _share(f[figure], numbered, paper.wording)
        for figure in (Figure.UNDER_NORM, Figure.LOW_TURNOUT)
    )
    parts = [
        f"{short} buổi ngắn hơn {paper.rules.minutes} phút "
        f"(chuyên đề: {paper.rules.thematic_minutes} phút)",
        f"{low} buổi dự dưới {paper.rules.low_turnout}%",
        f"{f[Figure.THEMATIC]} buổi chuyên đề",
    ]
    own = grades.counted(f, grades.of_wording(paper.wording))
    return "; ".join(parts) + (f"; tự chấm: {own}" if own else "") + "."


def _compared(paper: PeriodPaper) -> tuple[str, ...]:
    old, new = paper.before, paper.figures
    if not (old[Figure.MEETINGS] and new[Figure.MEETINGS]):
        return ()
    return (
        f"So với {period(paper.period.previous)}: đã họp "
        f"{_share(old.of(Standing.HELD), old[Figure.MEETINGS], paper.wording)} trước đó, nay "
        f"{_share(new.of(Standing.HELD), new[Figure.MEETINGS], paper.wording)}; tỷ lệ đảng viên dự "
        f"{say.percent(old.members.present, old.members.due)} trước đó, nay "
        f"{say.percent(new.members.present, new.members.due)}.",
    )


def _exceptions(paper: PeriodPaper) -> Iterable[str]:
    for standing, label in _LABELS.items():
        found = [line for line in paper.lines if line.standing == standing]
        if found:
            yield f"- {label} ({len(found)}): {_named(found, paper.period.kind)}."
    low = [line for line in paper.lines if line.low_turnout]
    if low:
        named = _named(low, paper.period.kind)
        yield f"- Đảng viên dự dưới {paper.rules.low_turnout}% ({len(low)}): {named}."


_LABELS = {
    Standing.MOVED: "Dời ra ngoài kỳ",
    Standing.POSTPONED: "Hoãn, chưa có ngày mới",
    Standing.NOT_HELD: "Không họp",
    Standing.UNREPORTED: "Chưa báo kết quả",
}


def _named(lines: Sequence[Line], kind: PeriodKind) -> str:
    """In a quarter or year a branch is named once, with how many meetings it has in the list."""
    if kind in (PeriodKind.QUARTER, PeriodKind.YEAR):
        found = Counter((line.code, f"{line.village} ({line.commune})") for line in lines)
        once = {line.code: _one(line) for line in lines}
        named = [once[code] if n == 1 else f"{who}, {n} buổi" for (code, who), n in found.items()]
    else:
        named = [_one(line) for line in lines]
    shown = named[:_MOST]
    rest = len(named) - len(shown)
    return "; ".join(shown) + (f"; và {rest} chi bộ khác (xem bảng tính)" if rest else "")


def _one(line: Line) -> str:
    """bản Ngàm (Sơn Điện), lý do mưa lũ, đường sá"""
    why = answers.REASONS.get(ReasonCategory(line.reason), "").lower()
    moved = f", sang {say.full_day(line.moved)}" if line.moved else ""
    return f"{line.village} ({line.commune}){moved}{f', lý do {why}' if why else ''}"


def _asked(paper: PeriodPaper) -> Iterable[str]:
    f = paper.figures
    silent = f.of(Standing.UNREPORTED)
    if silent:
        yield f"- Đề nghị cấp ủy các xã đôn đốc {silent} chi bộ chưa báo kết quả."
    if f.of(Standing.POSTPONED):
        yield f"- Xếp ngày họp bù cho {f.of(Standing.POSTPONED)} chi bộ đã hoãn."
    if f[Figure.ABSENT]:
        yield f"- Nhắc {f[Figure.ABSENT]} lượt cán bộ vắng không lý do."
    if f[Figure.DISPUTED]:
        yield f"- Văn phòng xác minh {f[Figure.DISPUTED]} lượt hai bên báo khác nhau."


def day_of(paper: PeriodPaper) -> date:
    """The date a regenerated document keeps: the day its figures are of."""
    return local_date(paper.as_of)


def broken(name: str, field: str) -> str:
    """A template that cannot be filled, in one line."""
    if not field:
        return f"Mẫu {name} không phải tệp .docx đọc được: lưu lại bằng Word rồi thử lại."
    return f"Mẫu {name} có trường không dùng được: {field}. Sửa trường này rồi thử lại."
