"""The template workbook's words: what each column means, an example of each, drop-down choices."""

from domain.people import Role
from domain.roster.lines import Column, Sheet
from texts.roster_sheets import EXAMPLE, NO, ROLES, YES

GUIDE_TITLE = "HƯỚNG DẪN GHI DANH SÁCH"
GUIDE_LINES = (
    "Mỗi trang một loại danh sách; mỗi dòng một mục. Đừng đổi tên trang, đừng gộp ô, "
    "đừng dùng công thức.",
    f"Dòng chữ nghiêng màu xám có mã bắt đầu bằng “{EXAMPLE}” chỉ để làm mẫu, hệ thống bỏ qua.",
    "Cột có dấu * phải ghi. Thứ tự cột không quan trọng; cột lạ được bỏ qua.",
    "Mã do cơ quan tự đặt (chữ không dấu, số, dấu gạch), mỗi mã dùng cho một mục và giữ nguyên "
    "qua các lần nhập.",
    "Ngày ghi dd/mm/yyyy. “Đến ngày” là ngày cuối cùng còn hiệu lực; để trống là còn tiếp.",
    "Một người có nhiều vai trò khác ngày: ghi nhiều dòng cùng mã, cùng tên; chức vụ, điện thoại "
    "lấy ở dòng đầu.",
    "Dòng bị xóa khỏi trang thì mục đó kết thúc từ hôm nhập; dữ liệu cũ vẫn giữ.",
)
GUIDE_HEADERS = ("Trang", "Cột", "Cách ghi")

MEANINGS: dict[Sheet, dict[Column, str]] = {
    Sheet.UNITS: {
        Column.CODE: "Mã ngắn, ví dụ NM",
        Column.NAME: "Tên đầy đủ, ví dụ xã Na Mèo, Phòng Nội vụ",
        Column.KIND: "Cấp hoặc loại: Tỉnh, Huyện, Xã, Thị trấn, Cơ quan…",
        Column.PARENT: "Mã của đơn vị cấp trên; để trống nếu là cấp cao nhất",
        Column.MAX_AWAY: "Số người nhiều nhất được đi cơ sở trong cùng một tuần; "
        "để trống thì hệ thống tự tính",
    },
    Sheet.BRANCHES: {
        Column.CODE: "Mã ngắn, ví dụ NM01",
        Column.VILLAGE: "Tên bản, khu phố, ví dụ bản Ngàm, khu phố 1",
        Column.COMMUNE: "Mã của xã, thị trấn ở trang Đơn vị",
        Column.PLACE: "Nơi họp, ví dụ nhà văn hóa bản",
        Column.MEMBERS: "Tổng số đảng viên của chi bộ",
        Column.EXEMPT: "Số đảng viên được miễn sinh hoạt; để trống là 0",
        Column.HABIT: "ngày 5; ngày 3-5; thứ 7 tuần 2; chủ nhật cuối; chủ nhật; "
        "để trống nếu không cố định",
        Column.TIME: "19h30 hoặc 19:30",
        Column.MINUTES: "Số phút đi từ trung tâm xã đến nơi họp",
        Column.ROUTE: "Ghi chú ngắn, ví dụ qua tràn, mưa to không đi được",
    },
    Sheet.PEOPLE: {
        Column.CODE: "Mã ngắn, ví dụ CB01",
        Column.NAME: "Họ và tên đầy đủ",
        Column.TITLE: "Chức vụ, ví dụ Phó trưởng phòng",
        Column.PHONE: "Một số điện thoại, ví dụ 0912 345 678",
        Column.ROLES: "Một hoặc nhiều vai trò, cách nhau bằng dấu ; - " + ", ".join(ROLES.values()),
        Column.BRANCHES: "Bí thư, phó bí thư: mã chi bộ (nhiều mã cách nhau bằng dấu ;)",
        Column.OFFICE: "Mã đơn vị nơi công tác (cán bộ phải có)",
        Column.SEES: "Điều phối, lãnh đạo: mã đơn vị được theo dõi; "
        "để trống là chính đơn vị công tác",
        Column.ROTATES: f"{YES}: mỗi tháng có một tuần đi cơ sở; {NO} hoặc để trống: không",
    },
    Sheet.ASSIGNMENTS: {
        Column.PERSON: "Mã của cán bộ ở trang Cán bộ",
        Column.BRANCH: "Mã của chi bộ ở trang Chi bộ",
        Column.DECISION: "Số quyết định phân công, ví dụ 12-QĐ/ĐU",
    },
}
for _meanings in MEANINGS.values():
    _meanings[Column.SINCE] = "dd/mm/yyyy; để trống là hôm nhập"
    _meanings[Column.UNTIL] = "dd/mm/yyyy; để trống là còn tiếp"

EXAMPLES: dict[Sheet, dict[Column, str | int]] = {
    Sheet.UNITS: {
        Column.CODE: f"{EXAMPLE}: NM",
        Column.NAME: "xã Na Mèo",
        Column.KIND: "Xã",
        Column.PARENT: "QS",
        Column.MAX_AWAY: 2,
        Column.SINCE: "01/01/2026",
    },
    Sheet.BRANCHES: {
        Column.CODE: f"{EXAMPLE}: NM01",
        Column.VILLAGE: "bản Mòng",
        Column.COMMUNE: "NM",
        Column.PLACE: "nhà văn hóa bản Mòng",
        Column.MEMBERS: 42,
        Column.EXEMPT: 2,
        Column.HABIT: "thứ 7 tuần 2",
        Column.TIME: "19h30",
        Column.MINUTES: 25,
        Column.ROUTE: "qua tràn, mưa to không đi được",
        Column.SINCE: "01/01/2026",
    },
    Sheet.PEOPLE: {
        Column.CODE: f"{EXAMPLE}: CB01",
        Column.NAME: "Hà Văn Mẫu",
        Column.TITLE: "Chuyên viên",
        Column.PHONE: "0912 345 678",
        Column.ROLES: ROLES[Role.CADRE],
        Column.OFFICE: "NV",
        Column.ROTATES: YES,
        Column.SINCE: "01/01/2026",
    },
    Sheet.ASSIGNMENTS: {
        Column.PERSON: f"{EXAMPLE}: CB01",
        Column.BRANCH: "NM01",
        Column.DECISION: "12-QĐ/ĐU",
        Column.SINCE: "01/01/2026",
        Column.UNTIL: "31/12/2026",
    },
}

KIND_CHOICES = ("Tỉnh", "Huyện", "Xã", "Phường", "Thị trấn", "Cơ quan")
