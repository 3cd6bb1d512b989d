"""What the people of the simulated year type: their words, as people in the villages write them."""

CHANGE = "SUA"
CHAT = ("lich", "toi", "trogiup", "cảm ơn đồng chí", "đã nhận", "vâng ạ", "ok")
ASIDE = ("9", "mai tôi gọi lại", "đã nhận", "?", "24 20 3", "nhầm máy à")
COMING = ("tôi dự", "dạ em có mặt", "có dự", "dự đầy đủ", "toi se du")
NOT_COMING = ("bận họp tỉnh, xin vắng", "ốm không đi được", "xin vắng, nhà có việc")
HOLDS = ("họp đúng lịch", "đúng lịch", "vẫn họp như cũ")
CALLS = "/chuanop"
APPROVE = "/duyet"
SUMMARY = "/tuan"
STOP = "/dung"


def redraft(month: str) -> str:
    """The office asks for another draft, because the first can no longer be approved: `12/2026`."""
    return f"/kehoach {month} lại"


def away(first: int, last: int, month: int) -> str:
    """A cadre names days that are taken."""
    return f"/ban {first}-{last}/{month} đi học"


def days_taken(first: int, last: int, month: int) -> str:
    """The same as the answer to a question."""
    return f"{first}-{last}/{month} đi học"


def pause(commune: str) -> str:
    """The office pauses a commune for a week after a flood."""
    return f"/tamdung {commune} mưa lũ"
