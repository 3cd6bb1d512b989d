"""Words of the year's review: the rule, the three lists, and a person's own year."""

from collections.abc import Sequence

from domain.reports.tunable import Tunable
from domain.reports.year import (
    COMMEND_TUNABLES,
    BranchYear,
    CadreYear,
    CommendRules,
    SecretaryYear,
)
from texts import say

BRANCHES, SECRETARIES, CADRES = "chibo", "bithu", "canbo"
MOST = 25  # lines of one page: Zalo takes 2,000 characters
_NAMES = {
    BRANCHES: "chi bộ",
    SECRETARIES: "bí thư",
    CADRES: "cán bộ",
}
_MEANS = {
    "khenlo": "số tháng không họp, nhiều nhất",
    "khentyle": "tỷ lệ đảng viên dự, ít nhất (%)",
    "khenchuyende": "số quý có chuyên đề, ít nhất",
    "khenbao": "tỷ lệ buổi tự báo đúng hạn, ít nhất (%)",
    "khengio": "hạn tự báo, số giờ từ giờ họp",
    "khenbuoi": "số buổi phải báo, ít nhất",
    "khenluot": "số lượt phải dự, ít nhất",
    "khendu": "tỷ lệ lượt đã dự, ít nhất (%)",
}


def rule(kind: str, rules: CommendRules) -> str:
    """The rule of a list, printed above it."""
    if kind == BRANCHES:
        extra = f"; chuyên đề ít nhất {rules.quarters} quý" if rules.quarters else ""
        held = f"thiếu nhiều nhất {rules.missed} tháng" if rules.missed else "họp đủ các tháng"
        return f"{held}; đảng viên dự từ {rules.turnout}% trở lên{extra}"
    if kind == SECRETARIES:
        return (
            f"từ {rules.meetings} buổi; tự báo trong {rules.hours} giờ "
            f"từ {rules.reported}% số buổi trở lên"
        )
    return (
        f"từ {rules.visits} lượt phải dự; đã dự từ {rules.attended}% trở lên; "
        "không vắng không lý do"
    )


def overview(
    year: int,
    unit: str,
    rules: CommendRules,
    counts: Sequence[tuple[str, int, int]],
) -> str:
    """How many meet each rule, and how to see them."""
    lines = [f"Năm {year}, {unit}: số liệu để xét khen thưởng (không xếp hạng)."]
    for kind, met, whole in counts:
        lines.append(f"– {say.capital(_NAMES[kind])}: {met}/{whole}. Quy tắc: {rule(kind, rules)}.")
        lines.append(f"  Xem: /xetnam {year} {kind}")
    lines.append("Quy tắc: /xetnam quytac. Danh sách chỉ dành cho điều phối.")
    return "\n".join(lines)


def listed(
    year: int, kind: str, rules: CommendRules, lines: Sequence[str], whole: int, page: int
) -> str:
    """One page (from 1) of a list under its rule."""
    head = (
        f"Năm {year}, {_NAMES[kind]} đạt quy tắc: {len(lines)}/{whole}, xếp theo xã và tên.\n"
        f"Quy tắc: {rule(kind, rules)}."
    )
    shown = list(lines[MOST * (page - 1) : MOST * page])
    if len(lines) > MOST * page:
        shown.append(f"Xem tiếp: /xetnam {year} {kind} {page + 1}")
    return "\n".join([head, *shown]) if shown else f"{head}\nChưa có."


def branch(one: BranchYear) -> str:
    """bản Ngàm (Sơn Điện): họp 12/12 tháng; dự 431/450 (95,8%)"""
    n = one.members
    return (
        f"{say.village(one.branch)}: họp {one.met}/{one.planned} tháng; "
        f"dự {say.share(n.present, n.due)}{_thematic(one)}"
    )


def _thematic(one: BranchYear) -> str:
    return f"; chuyên đề {one.quarters} quý" if one.quarters else ""


def secretary(one: SecretaryYear) -> str:
    """Lò Thị Mỵ, bản Mòng (Na Mèo): tự báo đúng hạn 11/12"""
    return (
        f"{one.person.name}, {say.village(one.branch)}: "
        f"tự báo đúng hạn {say.share(one.in_time, one.meetings)}"
    )


def cadre(one: CadreYear) -> str:
    """Hà Văn Tiến: dự 23/24 (95,8%); vắng có lý do 1"""
    excused = f"; vắng có lý do {one.excused}" if one.excused else ""
    return f"{one.person.name}: dự {say.share(one.present, one.due)}{excused}"


def own(year: int, lines: Sequence[str]) -> str:
    """A person's own year, in /toi."""
    return "\n".join([f"Năm {year} của đ/c:", *(f"– {line}" for line in lines)])


def own_branch(one: BranchYear) -> str:
    """The secretary's branch."""
    return f"{branch(one)}."


def own_reports(one: SecretaryYear, rules: CommendRules) -> str:
    """The secretary's own reports."""
    share = say.share(one.in_time, one.meetings)
    return f"tự báo trong {rules.hours} giờ: {share} buổi."


def own_visits(one: CadreYear) -> str:
    """The cadre's own visits."""
    said = f"đã dự {say.share(one.present, one.due)} lượt"
    said += f"; vắng có lý do {one.excused}" if one.excused else ""
    return said + (f"; vắng không lý do {one.absent}" if one.absent else "") + "."


def rules_shown(rules: CommendRules) -> str:
    """Every number of the rule and its key."""
    lines = ["Quy tắc xét năm (đổi: /xetnam quytac khendu 90):"]
    lines += [f"{key}: {one.read(rules)} – {_MEANS[key]}" for key, one in COMMEND_TUNABLES.items()]
    return "\n".join(lines)


def rule_changed(one: Tunable, value: str) -> str:
    """A number of the rule was changed."""
    return f"Đã ghi: {_MEANS[one.key]} = {value}, áp dụng từ hôm nay; các năm trước giữ nguyên."


def which() -> str:
    """What could not be read."""
    return "năm hoặc danh sách"


def which_rule() -> str:
    """A key or value that could not be read."""
    return "quy tắc hoặc giá trị"


def example(year: int) -> str:
    """A line that would work."""
    return f"/xetnam {year} chibo"


RULE_EXAMPLE = "/xetnam quytac khendu 90"
