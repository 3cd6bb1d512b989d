"""Words of the web pages: labels of the chat, names of roles and moments; no message of the bot."""

from datetime import datetime

from domain.calendar import WEEKDAYS, local
from domain.people import Role

TITLE = "Hệ thống 3+1 · Trò chuyện"
NAME = "Hệ thống 3+1"
PLACE = "Trò chuyện trên trình duyệt"
SEARCH = "Tìm tên, bản, xã, chức vụ"
PEOPLE = "Danh sách"
EVERYBODY = "Mọi người"
LATEST = "Vừa nhận tin"
NOBODY_YET = "Chưa ai nhận tin nào. Tìm một người ở ô trên để mở cuộc trò chuyện."
CHOOSE = "Chọn một người để xem cuộc trò chuyện. Mở được bốn người cạnh nhau."
GUIDE_TITLE = "Thử một tháng trong năm phút"
GUIDE = (
    "Tìm “dieu phoi”, mở một điều phối viên. Nhắn /moi để lấy mã cho người chưa tham gia.",
    "Mở một người chưa tham gia (tìm theo tên vừa thấy), nhắn mã, chọn 1 Đồng ý.",
    "Ở điều phối: nhắn /kehoach 12/2026, xem dự thảo, rồi /duyet và chọn 1.",
    "Mở một cán bộ và một bí thư, trả lời bằng nút, bằng số hoặc bằng lời.",
    "Bấm “Đến việc kế tiếp” nhiều lần; đánh dấu “Người khác tự trả lời” cho nhanh.",
    "Mở một lãnh đạo, nhắn /tuan, hoặc chờ tổng hợp 15 giờ thứ Sáu.",
)
NEEDS_SCRIPT = "Trang này cần bật JavaScript."
NOW = "Bây giờ là"
HOUR = "+1 giờ"
DAY = "+1 ngày"
NEXT = "Đến việc kế tiếp"
OTHERS = "Người khác tự trả lời"
OTHERS_HINT = "Khi đồng hồ chạy, mọi người đang không mở trên trang sẽ tự trả lời"
RUNNING = "Đang chạy…"
CONVERSATION = "Cuộc trò chuyện"
CLOSE = "Đóng cuộc trò chuyện"
ANSWER = "Soạn tin"
SEND = "Gửi"
AGAIN = "Gửi lại"
JOINED = "Đã tham gia"
NOT_JOINED = "Chưa tham gia"
HOW_TO_JOIN = "Nhắn mã tham gia vào đây để bắt đầu."
EMPTY = "Chưa có tin nào."
OPTIONS = "Các lựa chọn"

# Words the script of the page puts in by itself.
SCRIPT = {
    "sending": "Đang gửi…",
    "unsent": "Chưa gửi được.",
    "failed": "Hệ thống gặp lỗi khi xử lý tin này.",
    "purged": "(nội dung không lưu giữ)",
    "offline": "Mất kết nối, đang nối lại…",
    "none": "Không tìm thấy ai.",
    "more": "và {count} người nữa, hãy gõ thêm để tìm",
    "standsFor": "Đang nhắn với tư cách {name}",
    "unread": "{count} tin chưa xem",
    "tooLong": "Tin dài quá {count} ký tự.",
    "clockFailed": "Chưa chuyển được thời gian.",
    "save": "Tải tệp",
    "picture": "Hình, mở để xem lớn",
    "fileGone": "Tệp chỉ mở được trong 15 phút. Xin nhắn lại lệnh để nhận tệp mới.",
    "closed": "Câu hỏi này đã đóng.",
}

_ROLES = {
    Role.SECRETARY: "Bí thư",
    Role.DEPUTY_SECRETARY: "Phó bí thư",
    Role.CADRE: "Cán bộ dự",
    Role.COORDINATOR: "Điều phối",
    Role.LEADER: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}


def role(held: Role) -> str:
    """The short name of a role, for a badge."""
    return _ROLES[held]


def day(instant: datetime) -> str:
    """`Thứ Sáu, 04/12/2026`."""
    here = local(instant)
    return f"{WEEKDAYS[here.weekday()]}, {here:%d/%m/%Y}"


def hour(instant: datetime) -> str:
    """`18:30`."""
    return f"{local(instant):%H:%M}"


def moment(instant: datetime) -> str:
    """`Thứ Sáu, 04/12/2026 18:30`."""
    return f"{day(instant)} {hour(instant)}"


def lately(instant: datetime) -> str:
    """`04/12 18:30`."""
    return f"{local(instant):%d/%m %H:%M}"
