"""Words about a person's own data: seen, exported, erased."""

from domain.messages import Words
from domain.mydata import MyData
from texts import absences, answers, joining, say


def summary(data: MyData) -> str:
    """What is held, in counts, and what one can do."""
    return (
        f"Hệ thống đang giữ về đ/c {data.name}: {len(data.posts)} chức trách, "
        f"{len(data.channels)} kênh nhắn tin, {data.answers} câu trả lời dự họp, "
        f"{len(data.away)} lần báo ngày bận, "
        f"{data.reports} báo cáo có mặt, {data.rechecks} lần xem lại, "
        f"{data.calls} cuộc gọi của văn phòng, {data.texts} tin nhắn gốc (tự xóa sau 30 ngày).\n"
        "Xem đầy đủ: /dulieu xuat. Xóa: /dulieu xoa. Sai thông tin: báo văn phòng sửa danh sách."
    )


def export(data: MyData) -> str:
    """Every row as text."""
    lines = [f"Họ tên: {data.name}", f"Mã: {data.code}", f"Điện thoại: {data.phone or 'không có'}"]
    for role, first, until in data.posts:
        end = f" đến {say.full_day(until)}" if until else ""
        lines.append(f"Chức trách: {joining.ROLES[role]}, từ {say.full_day(first)}{end}")
    lines += [f"Kênh: {channel}" for channel in data.channels]
    lines += [f"Đồng ý: bản {version}, {say.full_day(at)}" for version, at in data.consents]
    lines += [
        f"Ngày bận: {absences.span(first, last)}{answers.reason(why)}"
        for first, last, why in data.away
    ]
    lines.append(f"Câu trả lời dự họp: {data.answers}; báo cáo có mặt: {data.reports}")
    lines.append(f"Xem lại chỗ lệch nhau: {data.rechecks}; văn phòng đã gọi: {data.calls}")
    lines.append(f"Tin nhắn gốc còn giữ: {data.texts}")
    return "\n".join(lines)


def erase_check() -> Words:
    """Really erase?"""
    return Words(
        "Xóa số điện thoại, kênh nhắn tin và tin nhắn gốc của đ/c? Kết quả dự họp là hồ sơ của văn "
        "phòng, giữ theo mã. Sau khi xóa, hệ thống không nhắn đ/c nữa.",
        (answers.YES, answers.NO),
    )


def erased() -> str:
    """Erased."""
    return "Đã xóa. Hệ thống không nhắn đ/c nữa. Muốn dùng lại, xin đ/c hỏi văn phòng mã mới."


def not_erased() -> str:
    """Kept."""
    return "Giữ nguyên, không xóa gì."
