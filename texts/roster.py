"""What `import`, `template` and `sample` say in the terminal: the preview and its outcome."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from domain import habits
from domain.calendar import local
from domain.people import Role
from domain.roster.changes import Change, ChangeKind, Changes, Item, Table, Value, items
from domain.roster.lines import Sheet
from domain.roster.problems import Problem
from texts.habits import say_clock, say_habit
from texts.roster_problems import problem
from texts.roster_sheets import NO, ROLES, SHEETS, YES

_SHOWN = 100  # problems: more of them scroll the first ones away
_KINDS = {
    ChangeKind.ADDED: "thêm",
    ChangeKind.CHANGED: "đổi",
    ChangeKind.ENDED: "kết thúc",
}
_COLUMNS = {
    "name": "tên",
    "kind_code": "loại",
    "parent_id": "thuộc đơn vị",
    "max_away": "được vắng tối đa",
    "unit_id": "đơn vị",
    "village": "bản/khu phố",
    "meeting_place": "nơi họp",
    "members": "số đảng viên",
    "exempt": "được miễn",
    "habit": "ngày họp",
    "habit_time": "giờ họp",
    "travel_minutes": "phút đi từ trung tâm xã",
    "travel_note": "ghi chú đường đi",
    "title": "chức vụ",
    "phone": "điện thoại",
    "office_id": "đơn vị",
    "rotates": "luân phiên 3+1",
    "decision": "số quyết định",
    "valid_from": "từ ngày",
    "valid_to": "đến ngày",
}
_TABLES = {
    "addresses": "địa chỉ nhắn tin",
    "consents": "lần trả lời đồng ý",
    "meetings": "buổi họp",
    "visits": "lượt dự họp",
    "plan_lines": "dòng kế hoạch",
    "plan_visits": "lượt dự trong kế hoạch",
    "field_weeks": "tuần cơ sở trong kế hoạch",
    "join_codes": "mã đăng ký",
    "incoming": "tin nhắn đến",
    "outgoing": "tin nhắn đi",
    "questions": "câu hỏi",
    "absences": "lần báo bận",
    "units": "đơn vị đã sửa",
    "branches": "chi bộ đã sửa",
    "people": "người đã sửa",
    "posts": "vai trò đã sửa",
    "assignments": "phân công đã sửa",
}


def preview(
    file_name: str,
    changes: Changes,
    warnings: tuple[Problem, ...],
    notes: tuple[Problem, ...],
) -> str:
    """What an import would change: counts by sheet, then line by line."""
    found = items(changes)
    lines = [f"Danh sách từ {file_name}", "", *_counts(changes, found)]
    for sheet in Sheet:
        own = [item for item in found if item.sheet is sheet]
        if own:
            lines += ["", SHEETS[sheet], *(f"  {_item(item)}" for item in own)]
    lines += _listed("Cần để ý", warnings)
    lines += _listed("Ghi chú", notes)
    return "\n".join(lines)


def refusal(file_name: str, problems: tuple[Problem, ...], notes: tuple[Problem, ...]) -> str:
    """Why nothing was imported: one line a problem."""
    lines = [f"Chưa nhập được {file_name}: {len(problems)} chỗ cần sửa."]
    lines += [f"  {problem(found)}" for found in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(f"  … và {len(problems) - _SHOWN} chỗ khác.")
    lines += _listed("Ghi chú", notes)
    lines += ["", "Chưa có gì thay đổi. Sửa xong, nhập lại."]
    return "\n".join(lines)


def _listed(title: str, problems: Iterable[Problem]) -> list[str]:
    lines = [f"  {problem(found)}" for found in problems]
    return ["", title, *lines] if lines else []


def _counts(changes: Changes, found: tuple[Item, ...]) -> Iterator[str]:
    yield f"{'':<12}{'thêm':>8}{'đổi':>8}{'kết thúc':>11}{'giữ nguyên':>13}"
    for sheet in Sheet:
        added, changed, ended = (
            sum(item.sheet is sheet and item.kind is kind for item in found) for kind in ChangeKind
        )
        same = changes.unchanged.get(sheet, 0)
        yield f"{SHEETS[sheet]:<12}{added:>8}{changed:>8}{ended:>11}{same:>13}"


def _item(item: Item) -> str:
    where = "không còn trong trang" if item.row is None else f"dòng {item.row}"
    line = f"{_KINDS[item.kind]}, {where}: {item.subject} {item.name}"
    if item.kind is ChangeKind.ADDED:
        return line
    return f"{line}: " + "; ".join(detail for change in item.changes for detail in _details(change))


def _details(change: Change) -> Iterator[str]:
    post = f"{_post(change)} " if change.table is Table.POSTS else ""
    if change.kind is ChangeKind.ENDED:
        yield f"{post}kết thúc từ {_value('day', change.after['valid_to'])}"
    elif change.kind is ChangeKind.ADDED:
        yield f"thêm {post}từ {_value('day', change.after['valid_from'])}"
    else:
        for name, after in change.after.items():
            before = _value(name, change.before[name])
            yield f"{post}{_COLUMNS[name]} {before} → {_value(name, after)}"


def _post(change: Change) -> str:
    role = ROLES[Role(str(change.whole["role"]))].lower()
    place = change.whole["branch_id"] or change.whole["unit_id"]
    if "unit_id" in change.before:  # a cadre moved to another office: told as a change
        return f"{role},"
    return f"{role} {place}" if place else role


def _value(name: str, value: Value) -> str:
    if name == "habit":
        return say_habit(habits.parse(str(value)))
    if value is None or value == "":
        return "(trống)"
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        # The roster keeps the day after the last; people read the last.
        shown = value - timedelta(days=1) if name == "valid_to" else value
        return f"{shown:%d/%m/%Y}"
    if isinstance(value, time):
        return say_clock(value)
    return str(value)


def question() -> str:
    """Asked in a terminal before anything is written."""
    return "Áp dụng? (c/k) "


def agreed(answer: str) -> bool:
    """Whether the answer to `question` is yes."""
    return answer.strip().lower() in ("c", "có", "co")


def nothing_new() -> str:
    """The workbook says what the roster already says."""
    return "Không có gì thay đổi."


def applied() -> str:
    """The import was written."""
    return "Đã áp dụng. Muốn trở lại như trước: python -m bot import --undo"


def declined() -> str:
    """The person answered no."""
    return "Chưa áp dụng."


def dry_run() -> str:
    """Only a preview was asked for."""
    return "Chỉ xem trước, chưa áp dụng."


def nobody_to_ask() -> str:
    """There is no terminal to ask in and --yes was not given."""
    return "Chỉ xem trước, chưa áp dụng: không có ai để hỏi. Thêm --yes để áp dụng."


def changed_meanwhile() -> str:
    """Somebody else changed the roster between the preview and the answer."""
    return "Danh sách trong hệ thống vừa thay đổi, chưa áp dụng. Xem lại bản mới ở trên."


def no_file() -> str:
    """Neither a file nor --undo was given."""
    return "Ghi tên tệp: python -m bot import FILE.xlsx, hoặc --undo."


def nothing_to_undo() -> str:
    """No import is left to undo."""
    return "Không có lần nhập nào để hoàn tác."


def undo_preview(file_name: str, at: datetime, rows: int) -> str:
    """Which import undoing would take back."""
    return f"Lần nhập cuối: {file_name}, {local(at):%d/%m/%Y %Hh%M}, {rows} mục."


def undone() -> str:
    """The last import was taken back."""
    return "Đã trở lại như trước lần nhập đó."


def cannot_undo(in_the_way: dict[str, int]) -> str:
    """Later facts rest on rows the import made; counts by table."""
    facts = ", ".join(
        f"{count} {_TABLES.get(table, table)}" for table, count in sorted(in_the_way.items())
    )
    return (
        f"Không hoàn tác được: sau lần nhập đó đã có {facts}. "
        "Sửa lại trong tệp của cơ quan rồi nhập tệp đó."
    )


def written(path: str) -> str:
    """A workbook was written."""
    return f"Đã ghi {path}."


def cannot_write(path: str, why: str) -> str:
    """A workbook could not be written; `why` is the system's own word."""
    return f"Không ghi được {path}: {why}."


def exists(path: str) -> str:
    """The template would overwrite a file that may hold the office's work."""
    return f"Đã có {path}. Chọn tên khác, để không mất tệp đang dùng."
