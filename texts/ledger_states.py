"""States, reasons and kinds of messages in words, for the ledger."""

from domain.ledger import Fate
from domain.messages import OutgoingState, Why

FATES = {
    Fate.ANSWERED: "đã trả lời",
    Fate.TOLD: "đã báo",
    Fate.TO_PHONE: "không tới được, đã giao gọi",
    Fate.WAITING: "đang chờ gửi",
    Fate.NEEDLESS: "không cần nữa",
}

STATES = {
    OutgoingState.WAITING: "chờ gửi",
    OutgoingState.SENDING: "đang gửi",
    OutgoingState.SENT: "đã gửi",
    OutgoingState.LAPSED: "quá giờ, không gửi nữa",
    OutgoingState.WITHDRAWN: "đã thu hồi",
    OutgoingState.REFUSED: "không gửi được",
    OutgoingState.UNKNOWN: "không rõ đã tới chưa",
}

REASONS = {
    Why.NOT_JOINED: "chưa tham gia kênh nào",
    Why.STOPPED: "đã dừng nhận tin",
    Why.BLOCKED: "kênh này từ chối, chuyển kênh khác nếu có",
    Why.TOO_LATE: "đã qua thời điểm cần báo",
    Why.MEETING_MOVED: "buổi họp đã đổi lịch",
    Why.MEETING_CANCELLED: "buổi họp đã hoãn hoặc thôi",
    Why.ANSWERED: "đã có câu trả lời",
    Why.PAUSED: "văn phòng tạm dừng nhắc",
    Why.REPLACED: "có tin mới thay",
    Why.PASSING: "mạng trục trặc, sẽ gửi lại",
    Why.RATE: "mạng yêu cầu chờ",
    Why.QUOTA: "bot hết tin của tháng, chuyển cách khác",
    Why.WINDOW: "người nhận lâu chưa nhắn cho hệ thống",
    Why.TIMED_OUT: "mạng không báo kết quả",
    Why.CRASHED: "máy dừng giữa lúc gửi",
    Why.BAD_MESSAGE: "mạng không nhận nội dung tin",
    Why.DEFECT: "lỗi phần mềm, đã để riêng",
    Why.GAVE_UP: "đã thử hết số lần",
}

KINDS = {
    "publish": "công bố kế hoạch",
    "moved": "đổi lịch",
    "mended": "kế hoạch đã sửa",
    "meeting_first_call": "hỏi giữ lịch, lần 1",
    "meeting_second_call": "hỏi giữ lịch, lần 2",
    "meeting_details": "nhắc trước một ngày",
    "upload": "nhắc tải tài liệu",
    "visit_first_call": "hỏi dự họp, lần 1",
    "visit_second_call": "hỏi dự họp, lần 2",
    "visit_last_word": "hỏi lần cuối trước giờ họp",
    "visit_details": "nhắc cán bộ trước một ngày",
    "result_asked": "hỏi kết quả",
    "result_chased": "hỏi lại kết quả",
    "result_chased_again": "hỏi kết quả lần cuối",
    "presence_asked": "hỏi cán bộ đã dự",
    "presence_chased": "hỏi lại cán bộ đã dự",
    "guests_asked": "hỏi cán bộ nào đến",
    "new_date_asked": "hỏi ngày họp mới",
    "new_date_asked_again": "hỏi lại ngày họp mới",
    "call_silent": "danh sách cần gọi trước họp",
    "call_unreported": "danh sách chưa báo kết quả",
    "availability": "hỏi ngày vướng tháng sau",
    "availability_calls": "danh sách chưa báo ngày vướng",
    "weekly": "tổng hợp tuần",
    "still_draft": "kế hoạch chưa duyệt",
    "declined": "báo có người vắng",
    "blocked": "báo kênh bị chặn",
    "linked": "báo người mới tham gia",
    "on_behalf": "báo văn phòng nhập hộ",
    "recheck": "hỏi lại chỗ lệch nhau",
    "summary": "kết quả gửi tin",
    "losses": "báo tin quá giờ",
    "watch": "báo việc không chạy",
}


def kind(name: str) -> str:
    """What a message is about; one without a name of its own is a notice."""
    return KINDS.get(name, "thông báo")
