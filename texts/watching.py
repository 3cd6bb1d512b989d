"""Words about jobs of the calendar: what each is, that one did not run, that it runs again."""

from datetime import datetime

from texts import say

NAMES = {
    "weekly_summary": "tổng hợp tuần cho lãnh đạo, điều phối",
    "draft_plan": "lập dự thảo kế hoạch tháng",
    "still_draft": "báo lãnh đạo kế hoạch chưa duyệt",
    "decision_brief": "gửi việc cần quyết định sáng thứ Hai",
    "purge": "xóa tin nhắn gốc quá 30 ngày",
    "backup": "sao lưu",
    "availability_calls": "danh sách chưa báo ngày vướng",
    "planning": "tính dự thảo kế hoạch",
}


def chore_name(name: str) -> str:
    """What a job does."""
    if name.startswith("availability_cadre_"):
        return "hỏi cán bộ ngày vướng tháng sau"
    if name.startswith("availability_branch_"):
        return "hỏi bí thư giữ ngày thường lệ"
    return NAMES.get(name, name)


def late(name: str, due: datetime) -> str:
    """A job did not run; told once."""
    return (
        f"VIỆC KHÔNG CHẠY: {chore_name(name)}, đến hạn {say.moment(due)} mà chưa có kết quả. "
        f"{_todo(name)}"
    )


def _todo(name: str) -> str:
    if name == "backup":
        return "Kỹ thuật viên chạy: python -m bot backup (xem mục Sao lưu trong sổ tay vận hành)."
    return "Kỹ thuật viên chạy: python -m bot doctor, xem nhật ký; cần gấp thì làm tay."


def again(name: str) -> str:
    """It runs again; told once."""
    return f"ĐÃ CHẠY LẠI: {chore_name(name)}."
