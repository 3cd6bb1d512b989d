"""Names, hours, habits and rules of a plan as people know them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from domain.calendar import SHORT_WEEKDAYS
from domain.planning.facts import (
    BranchKey,
    CadreKey,
    CommuneKey,
    GroupKey,
    PartKey,
    PlannedMeeting,
    PlanningFacts,
    Span,
    Window,
    WindowKind,
)
from texts import say

RULES = {
    "FORMAT": "kế hoạch ghi sai mẫu",
    "REF": "có tên không có trong danh sách",
    "MISSING": "chi bộ chưa có lịch",
    "DUPLICATE": "chi bộ họp hai lần trong tháng",
    "MONTH": "ngày ngoài tháng",
    "HOLIDAY": "ngày nghỉ",
    "BRANCHOFF": "chi bộ vướng",
    "SLOT": "chi bộ không họp giờ này",
    "WINDOW": "ngoài ngày thường lệ bắt buộc",
    "GAPDAYS": "quá gần hoặc quá xa kỳ trước",
    "ABSENT": "không có người dự",
    "STANDIN": "người thay không được nhận",
    "DECLINED": "cán bộ đã xin vắng",
    "PERSONOFF": "cán bộ vướng",
    "WEEK": "tuần cơ sở không hợp lệ",
    "OFFWEEK": "ngoài tuần cơ sở",
    "OVERLAP": "trùng giờ buổi khác",
    "CROSS": "cán bộ đã ở xã khác",
    "MAXDAY": "cán bộ đủ số buổi trong ngày",
    "OVERNIGHT": "tối họp một nơi, sáng sớm nơi khác quá xa",
    "COMMUNEDAY": "xã đủ số buổi trong ngày",
    "COMMUNEPART": "xã đã có buổi cùng giờ",
    "AWAY": "cơ quan thiếu người trực",
    "LOCKED": "đã chốt lịch",
    "FROZEN": "buổi đã họp",
    "NOTICE": "báo quá gấp",
}
WISHES = {
    "window": "lệch ngày thường lệ",
    "part": "không đúng buổi ưa thích",
    "gap": "giãn cách giữa hai kỳ",
    "wanted": "vắng người được mời",
    "standin": "phải cử người thay",
    "cycle": "khoảng cách tuần cơ sở",
    "weekend": "họp cuối tuần",
    "trip": "số chuyến đi",
    "move": "thay đổi so với lịch đã báo",
}


class Names:
    """Names as people know them; a key stands in where a name is unknown."""

    def __init__(self, facts: PlanningFacts, codes: Mapping[BranchKey, str] | None = None) -> None:
        self._codes = codes or {}
        self._branches = {x.id: x for x in facts.branches}
        self._shared = Counter(x.name for x in facts.branches)
        self._cadres = {x.id: x for x in facts.cadres}
        self._communes = {x.id: x for x in facts.communes}
        self._groups = {x.id: x for x in facts.groups}
        self._starts = {x.id: x.start for x in facts.settings.parts}

    def branch(self, key: BranchKey | None) -> str:
        """CB-012 bản Ngàm; without codes chi bộ bản Ngàm, with its commune where that is needed"""
        found = self._branches.get(key) if key else None
        if found is None or not found.name:
            return f"chi bộ {key}"
        if found.id in self._codes:
            return f"{self._codes[found.id]} {found.name}"
        commune = self._communes.get(found.commune)
        shared = self._shared[found.name] > 1 and commune is not None and commune.name
        return f"chi bộ {found.name} ({shared})" if shared else f"chi bộ {found.name}"

    def cadre(self, key: CadreKey | None) -> str:
        """đ/c Hà Văn Tiến"""
        found = self._cadres.get(key) if key else None
        return say.comrade((found.name if found else "") or str(key))

    def commune(self, key: CommuneKey | None) -> str:
        """xã Sơn Điện"""
        found = self._communes.get(key) if key else None
        return f"xã {(found.name if found else '') or key}"

    def office(self, key: GroupKey | None) -> str:
        """cơ quan Phòng Nội vụ không được vắng quá 1"""
        found = self._groups.get(key) if key else None
        limit = f" không được vắng quá {found.max_away} người" if found else ""
        return f"cơ quan {(found.name if found else '') or key}{limit}"

    def window(self, key: BranchKey | None) -> Window | None:
        """The branch's habit."""
        found = self._branches.get(key) if key else None
        return found.window if found else None

    def slots(self, key: BranchKey | None) -> tuple[tuple[PartKey, ...], ...]:
        """The parts the branch can use on each weekday."""
        found = self._branches.get(key) if key else None
        return found.slots if found else ()

    def hour(self, part: PartKey | None) -> str:
        """19h30"""
        minutes = self._starts.get(part, 0) if part else 0
        return f"{minutes // 60}h{minutes % 60:02d}" if minutes % 60 else f"{minutes // 60}h"


def span(value: Span | None) -> str:
    """14-20/12; 28/11-02/12; 05/12"""
    if value is None:
        return ""
    first, last = value.first, value.last
    if first == last:
        return say.day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}-{say.day(last)}"
    return f"{say.day(first)}-{say.day(last)}"


def moment(names: Names, meeting: PlannedMeeting) -> str:
    """T7 05/12 19h30"""
    weekday = SHORT_WEEKDAYS[meeting.date.weekday()]
    return f"{weekday} {say.day(meeting.date)} {names.hour(meeting.part)}"


def habit(window: Window | None) -> str:
    """ngày 3-5; T7 thứ 2 của tháng; T7, CN"""
    if window is None:
        return ""
    if window.kind is WindowKind.DAYS_OF_MONTH:
        days = f"{window.first}-{window.last}" if window.first != window.last else window.first
        return f"ngày {days}"
    weekdays = ", ".join(SHORT_WEEKDAYS[day - 1] for day in sorted(window.weekdays))
    if window.kind is WindowKind.WEEKDAYS:
        return weekdays
    which = "cuối cùng" if window.n == -1 else f"lần {window.n}"
    return f"{weekdays} {which} trong tháng"


def slots(names: Names, branch: BranchKey | None) -> str:
    """T2-T6 19h; T7 7h30, 14h, 19h"""
    groups: list[tuple[list[int], tuple[PartKey, ...]]] = []
    for weekday, parts in enumerate(names.slots(branch)):
        if not parts:
            continue
        if groups and groups[-1][1] == parts and groups[-1][0][-1] == weekday - 1:
            groups[-1][0].append(weekday)
        else:
            groups.append(([weekday], parts))
    found = []
    for weekdays, parts in groups:
        first, last = SHORT_WEEKDAYS[weekdays[0]], SHORT_WEEKDAYS[weekdays[-1]]
        hours = ", ".join(names.hour(part) for part in parts)
        found.append(f"{first if first == last else f'{first}-{last}'} {hours}")
    return "; ".join(found) or "chưa có buổi nào"


def dates(days: Sequence[date]) -> str:
    """01-03, 07/12: runs of dates of one month"""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [f"{run[0]:%d}" if len(run) == 1 else f"{run[0]:%d}-{run[-1]:%d}" for run in runs]
    return f"{', '.join(parts)}/{days[0]:%m}" if days else ""
