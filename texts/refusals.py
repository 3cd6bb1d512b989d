"""Courteous refusals: what cannot be done, why, and the next step."""

from domain import errors
from domain.moves import Clash
from texts import say


def refusal(error: errors.Refusal) -> str:
    """The sentence for a refusal."""
    match error:
        case errors.NotAllowed():
            return "Lệnh này không thuộc phần việc của đ/c. Nhắn TROGIUP để xem các lệnh của đ/c."
        case errors.NotUnderstood(what, example):
            return f"Hệ thống chưa đọc được {what}. Xin đ/c nhắn, ví dụ: {example}"
        case errors.NothingFound(asked):
            return (
                f"Không tìm thấy “{asked}” trong phạm vi của đ/c. "
                "Xin thử một phần tên hoặc mã, không cần dấu."
            )
        case errors.OutOfReach(asked, own):
            return _out_of_reach(asked, own)
        case errors.SeveralFound(asked, found):
            return f"“{asked}” có nhiều kết quả: {'; '.join(found)}. Xin nhắn lại bằng mã."
        case errors.NothingToDo(what):
            return what
        case errors.CannotMove(found):
            return "Chưa đổi được lịch: " + "; ".join(clash(c, d) for c, d in found) + _again()
        case errors.BadCode(reason):
            return _bad_code(reason)
        case _:
            return sorry()


def _out_of_reach(asked: str, own: tuple[str, ...]) -> str:
    """The same for a place of others and for one that does not exist."""
    mine = f"Đ/c xem được: {', '.join(own)}. " if own else ""
    return (
        f"“{asked}” không có trong phạm vi đ/c được xem. {mine}"
        "Nếu cần số liệu khác, xin đ/c liên hệ văn phòng."
    )


def clash(code: str, detail: str) -> str:
    """One reason against a new time; `detail` names the thing it clashes with."""
    return {
        Clash.PAST: "thời gian này đã qua",
        Clash.SAME: "đây chính là lịch hiện tại",
        Clash.MONTH: "ngày này ngoài tháng của kế hoạch",
        Clash.DAY_OFF: f"ngày nghỉ ({detail})",
        Clash.HOUR: "giờ họp cần trong khoảng 6h đến 20h30",
        Clash.TWO_PLACES: f"trùng lịch của {say.comrade(detail)}",
        Clash.OFF_WEEK: f"ngoài tuần cơ sở của {say.comrade(detail)}",
        Clash.AWAY: f"{say.comrade(detail)} đã báo bận ngày này",
    }[Clash(code)]


def _again() -> str:
    return ". Xin đ/c nhắn ngày giờ khác, ví dụ: 12/12 19h30."


def _bad_code(reason: str) -> str:
    if reason == "tries":
        return "Đ/c đã nhập sai nhiều lần. Xin chờ 1 giờ rồi thử lại, hoặc gọi văn phòng."
    if reason == "expired":
        return "Mã này đã hết hạn hoặc đã dùng. Xin đ/c hỏi văn phòng mã mới."
    return "Mã chưa đúng. Xin đ/c xem lại mã trên phiếu, rồi nhắn lại (ví dụ: CFGH-3469)."


def stranger() -> str:
    """An unknown chat writes: one polite line and nothing else."""
    return "Đây là kênh nội bộ của văn phòng. Nếu đ/c có mã đăng ký, xin nhắn mã đó."


def attachment() -> str:
    """A file, photo or voice message: not taken."""
    return (
        "Hệ thống không nhận ảnh, tệp, ghi âm và đã bỏ tin này. "
        "Xin đ/c nhắn bằng chữ; tài liệu gửi qua kênh của văn phòng."
    )


def unreadable() -> str:
    """Zalo hides what was written: a link, a contact card, or a person it protects."""
    return (
        "Zalo không chuyển nội dung tin vừa rồi cho hệ thống. Xin đ/c nhắn lại bằng chữ "
        "(không gửi danh thiếp, đường dẫn). Nếu vẫn không được, văn phòng sẽ gọi đ/c."
    )


def too_long() -> str:
    """A text longer than any answer."""
    return "Tin quá dài, hệ thống không nhận nội dung họp. Xin đ/c trả lời ngắn hoặc nhắn TROGIUP."


def sorry() -> str:
    """Our own defect."""
    return (
        "Hệ thống gặp lỗi khi xử lý tin này, chưa ghi được. Kỹ thuật đã được báo; "
        "xin đ/c nhắn lại sau ít phút hoặc gọi văn phòng."
    )


def stale() -> str:
    """A button or digit of a question that is closed."""
    return "Câu hỏi này đã đóng, hệ thống chưa ghi gì thêm."


def stray_digit() -> str:
    """A digit with no question open."""
    return "Hiện không có câu hỏi nào chờ đ/c trả lời. Nhắn LICH để xem lịch, TROGIUP để xem lệnh."


def unclear() -> str:
    """Free text nobody could use."""
    return "Hệ thống chưa hiểu ý đ/c. Nhắn LICH để xem lịch, TROGIUP để xem các lệnh."


def unclear_answer() -> str:
    """Free text that does not answer the open question."""
    return "Hệ thống chưa rõ câu trả lời."


def choose_number(most: int) -> str:
    """A number that is not among the options."""
    if most == 1:
        return "Xin đ/c nhắn số 1."
    return f"Xin đ/c nhắn một số từ 1 đến {most}."
