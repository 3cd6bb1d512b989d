"""The line of each command in /trogiup, and the list itself."""

from collections.abc import Sequence


def commands(rows: Sequence[tuple[str, str]]) -> str:
    """The commands of one person: (name, line) each."""
    lines = [f"/{name} {line}" for name, line in rows]
    return (
        "Đ/c có thể nhắn (không cần dấu, không cần gạch chéo):\n"
        + "\n".join(lines)
        + "\nCâu hỏi có đánh số: nhắn số, hoặc trả lời bằng lời."
    )


def trogiup() -> str:
    """Help."""
    return "– xem các lệnh của đ/c"


def lich() -> str:
    """Your meetings ahead."""
    return "– lịch họp chi bộ sắp tới của đ/c"


def toi() -> str:
    """What is known about you."""
    return "– thông tin hệ thống đang có về đ/c"


def dung() -> str:
    """No more messages."""
    return "– dừng nhận tin"


def start() -> str:
    """Receive messages again, or join with a code."""
    return "– nhận lại tin, hoặc đăng ký bằng mã"


def dulieu() -> str:
    """See, export, erase your data."""
    return "– xem, tải về, xóa dữ liệu của đ/c"


def sua() -> str:
    """Answer the last question again."""
    return "– trả lời lại câu vừa trả lời"


def baocao() -> str:
    """Report a meeting."""
    return "– báo kết quả buổi họp, có dự hay không (bí thư: /baocao 24 20 3 1 0 95)"


def doilich() -> str:
    """Move a meeting."""
    return "– dời buổi họp (ví dụ: /doilich 12/12 19h30; văn phòng ghi thêm mã chi bộ)"


def hoan() -> str:
    """Postpone a meeting."""
    return "– hoãn buổi họp, chưa có ngày mới"


def vang() -> str:
    """Say that you cannot come."""
    return "– báo vắng (ví dụ: /vang bận họp tỉnh)"


def nhothay() -> str:
    """Ask a colleague to stand in, or to trade weeks."""
    return "– nhờ người dự thay, đổi tuần (ví dụ: /nhothay Lương; /nhothay đổi tuần Lương)"


def hoantac() -> str:
    """Take back a change of the last ten minutes."""
    return "– hoàn tác thay đổi lịch trong 10 phút vừa qua"


def ban() -> str:
    """Say which days you are away."""
    return "– báo ngày bận để xếp lịch tránh (ví dụ: /ban 12-14/12 đi học)"


def kehoach() -> str:
    """Make or see the plan of a month."""
    return "– lập, xem, in kế hoạch (ví dụ: /kehoach 12/2026; vì sao một dòng: /kehoach CB-012)"


def duyet() -> str:
    """Approve and publish the draft."""
    return "– duyệt và công bố kế hoạch tháng"


def chuanop() -> str:
    """Who is silent, whom to phone."""
    return "– ai chưa trả lời, chưa báo; danh sách cần gọi"


def nhapho() -> str:
    """Enter an answer for somebody after a telephone call."""
    return "– nhập hộ sau khi gọi điện (ví dụ: /nhapho Lương vắng, bận họp tỉnh)"


def lechnhau() -> str:
    """Where two sides differ, what went otherwise than promised."""
    return "– hai bên báo khác nhau; hứa và thực tế (xem một buổi: /lechnhau CB-012)"


def tamdung() -> str:
    """Reminders rest for a person, a commune or all."""
    return "– tạm dừng nhắc một xã, một người, tất cả (ví dụ: /tamdung Na Mèo mưa lũ)"


def danhsach() -> str:
    """Who has not joined."""
    return "– ai chưa tham gia, ai không nhắn được"


def moi() -> str:
    """Codes to join."""
    return "– cấp mã đăng ký (ví dụ: /moi CB-012; /moi Na Mèo; /moi tất cả)"


def tuan() -> str:
    """The weekly summary."""
    return "– tổng hợp tuần (tuần trước: /tuan -1)"


def thang() -> str:
    """The summary of a month."""
    return "– tổng hợp tháng (ví dụ: /thang 11)"


def quy() -> str:
    """The summary of a quarter."""
    return "– tổng hợp quý (ví dụ: /quy 4)"


def nam() -> str:
    """The summary of a year."""
    return "– tổng hợp năm"


def tucham() -> str:
    """The branch's own grade."""
    return "– tự chấm buổi họp vừa qua, báo có sinh hoạt chuyên đề"


def viec() -> str:
    """What needs a decision."""
    return "– việc cần quyết định, bấm số để xử lý"


def hinh() -> str:
    """The picture of a period."""
    return "– hình tình hình tuần, tháng (ví dụ: /hinh tháng 11)"


def sosanh() -> str:
    """A period beside the one before."""
    return "– so sánh với kỳ trước (ví dụ: /sosanh quý)"


def xa() -> str:
    """One commune."""
    return "TÊN – tổng hợp tháng của một xã"


def chibo() -> str:
    """One branch."""
    return "TÊN – các buổi họp của một chi bộ"


def canbo() -> str:
    """One cadre."""
    return "TÊN – việc dự họp của một cán bộ"


def congbang() -> str:
    """How the duty of attending is shared."""
    return "– chia sẻ nhiệm vụ dự họp theo cơ quan (ví dụ: /congbang 6)"


def xuat() -> str:
    """Figures as files."""
    return "– tải bảng tính, báo cáo, lịch in (ví dụ: /xuat tháng 11, /xuat tuần -1)"


def chotthang() -> str:
    """Freezing a month."""
    return "– chốt số liệu tháng, lập phụ lục đính chính (ví dụ: /chotthang 11/2026)"


def xetnam() -> str:
    """Three lists of the year."""
    return "– danh sách xét khen thưởng năm (ví dụ: /xetnam 2026)"


def nhatky() -> str:
    """Who looked at whom, who took figures away."""
    return "– ai đã xem thông tin cán bộ, tải số liệu (ví dụ: /nhatky Hà)"


def ngansach() -> str:
    """What the bots have used this month."""
    return "– số tin, số người và tiền các kênh Zalo đã dùng trong tháng"


def neu() -> str:
    """What a change would do."""
    return "– tính thử, chưa đổi gì (ví dụ: /neu đ/c Hà nghỉ 14-20/12; /neu ngày 12/12 nghỉ)"


def suakehoach() -> str:
    """Mend a published plan."""
    return "– sửa kế hoạch đã công bố (ví dụ: /suakehoach Ngàm sạt lở 10/12)"


def ghim() -> str:
    """Pin lines of the draft."""
    return "– chốt dòng dự thảo, lập lại vẫn giữ (ví dụ: /ghim CB-012)"


def boghim() -> str:
    """Let pinned lines go."""
    return "– bỏ chốt (ví dụ: /boghim CB-012)"


def ngaynghi() -> str:
    """Days on which nobody meets."""
    return "– xem, thêm, bỏ ngày nghỉ (ví dụ: /ngaynghi 24/12 Ngày hội; /ngaynghi làm bù 24/12)"


def quytac() -> str:
    """The planner's numbers."""
    return "– xem, đổi quy tắc lập kế hoạch (ví dụ: /quytac xangay 2 từ 1/2027)"


def socai() -> str:
    """What became of every message."""
    return "– tin nào đã tới, đang chờ, không tới (ví dụ: /socai Hà; /socai 05/12)"
