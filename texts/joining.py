"""Words of joining: who the system thinks you are, the consent, welcome, and leaving."""

from collections.abc import Sequence

from domain.messages import Words
from domain.people import Role
from texts import answers

ROLES = {
    Role.SECRETARY: "Bí thư chi bộ",
    Role.DEPUTY_SECRETARY: "Phó bí thư chi bộ",
    Role.CADRE: "Cán bộ dự sinh hoạt",
    Role.COORDINATOR: "Điều phối",
    Role.LEADER: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}


def consent(name: str, posts: Sequence[str]) -> Words:
    """Who we think you are, what is kept and why, and a free choice."""
    held = "; ".join(posts) or "chưa giữ chức trách nào"
    return Words(
        f"Chào đ/c {name} ({held}).\n"
        "Hệ thống chỉ nhắc lịch và ghi việc dự họp chi bộ: ai, ở đâu, khi nào, dự hay vắng, sáu "
        "con số của buổi họp. Không nhận nội dung họp. Tin nhắn gốc xóa sau 30 ngày. Đ/c xem, "
        "xóa dữ liệu của mình bằng lệnh /dulieu, dừng nhận tin bằng /dung.\n"
        "Nếu đúng là đ/c và đ/c đồng ý, chọn 1. Không phải đ/c, chọn 2.",
        (answers.YES, answers.NO),
    )


def welcome(name: str) -> str:
    """Joined."""
    return f"Đã đăng ký đ/c {name}. Cảm ơn đ/c. Nhắn TROGIUP bất cứ lúc nào để xem các lệnh."


def second_channel(name: str) -> str:
    """Another chat of the same person."""
    return f"Đã thêm kênh này cho đ/c {name}. Từ nay hệ thống nhắn đ/c ở đây trước."


def declined() -> str:
    """No consent: nothing is bound."""
    return "Hệ thống không đăng ký và không lưu gì về kênh này. Mã vẫn dùng được khi đ/c đổi ý."


def answer_one_or_two() -> str:
    """Something else than 1 or 2 while consent is asked."""
    return "Xin đ/c chọn 1 (Đồng ý) hoặc 2 (Không)."


def linked(name: str, code: str) -> Words:
    """The coordinator learns of a new link."""
    return Words(
        f"Vừa tham gia hệ thống: đ/c {name} ({code}). Nếu không đúng người, nhắn /moi {code}."
    )


def replaced(name: str) -> Words:
    """A predecessor learns that the post has passed on."""
    return Words(
        f"Đ/c {name} đã nhận nhiệm vụ thay đ/c. Hệ thống dừng nhắn việc của chức trách cũ. "
        "Cảm ơn đ/c."
    )


def already(name: str) -> str:
    """This chat is joined as the same person."""
    return f"Kênh này đã đăng ký cho đ/c {name}. Nhắn TROGIUP để xem các lệnh."


def stop_check() -> Words:
    """Really stop?"""
    return Words(
        "Đ/c muốn dừng nhận tin của hệ thống? Văn phòng sẽ liên hệ đ/c bằng điện thoại. "
        "Nhắn /start bất cứ lúc nào để nhận lại.",
        (answers.YES, answers.NO),
    )


def stopped() -> str:
    """No more messages."""
    return "Đã dừng. Hệ thống không nhắn đ/c nữa. Nhắn /start để nhận lại."


def not_stopped() -> str:
    """Stays as it was."""
    return "Giữ nguyên, hệ thống vẫn nhắn đ/c."


def resumed() -> str:
    """Messages again."""
    return "Đã bật lại, hệ thống sẽ nhắn đ/c."


def me(name: str, code: str, posts: Sequence[str], channels: Sequence[str], silent: bool) -> str:
    """What is known about you."""
    lines = [f"Đ/c {name}, mã {code}.", *(f"- {post}" for post in posts)]
    lines.append("Kênh: " + (", ".join(channels) or "chưa có"))
    if silent:
        lines.append("Đang dừng nhận tin. Nhắn /start để nhận lại.")
    lines.append("Xem, sửa, xóa dữ liệu: /dulieu.")
    return "\n".join(lines)


def codes_made(rows: Sequence[tuple[str, str, str, str]], until: str, sheet: str | None) -> Words:
    """One-time codes: (name, post, code, address on Zalo) each; shown once, to the office only."""
    lines = [
        f"- {name} ({post}): {code}" + (f", nhắn tại {zalo}" if zalo else "")
        for name, post, code, zalo in rows
    ]
    where = f"\nPhiếu in A4 có mã QR (mở trong 15 phút): {sheet}" if sheet else ""
    return Words(
        f"{len(rows)} mã đăng ký, dùng một lần, hạn đến {until}:\n" + "\n".join(lines) + where
    )


def everybody_joined() -> str:
    """Nobody is left to invite."""
    return "Mọi người trong phạm vi của đ/c đã tham gia."


def not_joined(
    rows: Sequence[tuple[str, str, str]],
    blocked: Sequence[str],
    silent: Sequence[str],
    joined: int,
) -> str:
    """Who has not joined (code, name, post), whose chat refuses us, who wants no messages."""
    lines = [f"Đã tham gia {joined}; chưa tham gia {len(rows)}."]
    lines += [f"- {code} {name} ({post})" for code, name, post in rows[:40]]
    if len(rows) > 40:
        lines.append(
            f"… và {len(rows) - 40} người nữa. In phiếu mã cho tất cả: python -m bot codes"
        )
    if blocked:
        lines.append("Không nhắn được (đã chặn hoặc xóa kênh): " + ", ".join(blocked))
    if silent:
        lines.append("Đã dừng nhận tin, cần gọi điện: " + ", ".join(silent))
    lines.append("Cấp mã: /moi MÃ-NGƯỜI, hoặc /moi tất cả.")
    return "\n".join(lines)


def post(role: Role, where: str) -> str:
    """Bí thư chi bộ bản Ngàm; Cán bộ dự sinh hoạt, Phòng Nội vụ"""
    if not where:
        return ROLES[role]
    return f"{ROLES[role]}, {where}" if role is Role.CADRE else f"{ROLES[role]} {where}"
