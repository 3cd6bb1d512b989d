"""Single rules by example: what is asked matters, reasons, minutes, readings and what was seen."""

import pytest

from domain.attendance import ReasonCategory
from domain.replies import Asked, Confidence, Label, understand


@pytest.mark.parametrize("text", ["ok", "vâng", "dạ", "có ạ", "nhất trí", "không", "ko", "1", "2"])
def test_a_bare_answer_to_nothing_is_no_answer(text: str) -> None:
    assert understand(text, Asked.NOTHING).label is Label.OTHER


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("không", Label.ATTEND),
        ("không vướng ngày nào ạ", Label.ATTEND),
        ("không có gì", Label.ATTEND),
        ("hôm nào cũng được", Label.ATTEND),
        ("có vướng ngày nào đâu", Label.ATTEND),
        ("em rảnh cả tháng", Label.ATTEND),
        ("có", Label.ABSENT),
        ("bận từ 12 đến 14/12", Label.ABSENT_WITH_REASON),
        ("cả tuần sau em đi công tác", Label.ABSENT_WITH_REASON),
        ("tháng 12 em đi học", Label.ABSENT_WITH_REASON),
        ("bận 12-14/12 đi học", Label.ABSENT_WITH_REASON),
    ],
)
def test_asked_for_days_one_cannot_no_means_free(text: str, label: Label) -> None:
    found = understand(text, Asked.AVAILABILITY)
    assert (found.label, found.confidence) == (label, Confidence.SURE)


@pytest.mark.parametrize("text", ["tuần sau em bận", "tháng 12 em đi học", "cuối tháng em vắng"])
def test_another_time_is_not_this_meeting(text: str) -> None:
    assert understand(text).confidence is Confidence.ASK


@pytest.mark.parametrize("text", ["8h em lên", "20h em có mặt", "21h em tới"])
def test_an_hour_when_most_meetings_have_begun_may_mean_late(text: str) -> None:
    assert understand(text).readings == (Label.ATTEND, Label.LATE)


@pytest.mark.parametrize("text", ["giữ nguyên ạ", "vẫn như cũ", "đồng ý", "vâng không đổi"])
def test_asked_for_the_date_keeping_it_is_a_yes(text: str) -> None:
    found = understand(text, Asked.DATE)
    assert (found.label, found.confidence) == (Label.ATTEND, Confidence.SURE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("em bận họp huyện", ReasonCategory.WORK),
        ("em bận họp", ReasonCategory.WORK),
        ("em đi học", ReasonCategory.WORK),
        ("em ốm", ReasonCategory.HEALTH),
        ("con ốm em xin nghỉ", ReasonCategory.FAMILY),
        ("nhà em có đám cưới", ReasonCategory.FAMILY),
        ("đường sạt lở không đi được", ReasonCategory.DISASTER),
        ("xe hỏng không đi được", ReasonCategory.OTHER),
        ("em bận", ReasonCategory.OTHER),
        ("em xin vắng", ReasonCategory.NONE),
        ("bận nhưng vẫn dự", ReasonCategory.NONE),
    ],
)
def test_the_reason_is_a_category(text: str, reason: ReasonCategory) -> None:
    assert understand(text).reason is reason


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("em muộn 15p", 15),
        ("trễ 20 phút ạ", 20),
        ("muộn 30'", 30),
        ("em đến muộn nửa tiếng", 30),
        ("muộn 1 tiếng", 60),
        ("em đến muộn", None),
        ("em dự", None),
    ],
)
def test_minutes_late(text: str, minutes: int | None) -> None:
    assert understand(text).minutes_late == minutes


@pytest.mark.parametrize(("text", "label"), [("1. dự", Label.ATTEND), ("2. vắng", Label.ABSENT)])
def test_an_option_copied_with_its_number(text: str, label: Label) -> None:
    assert understand(text).label is label
    assert understand(text, Asked.NOTHING).confidence is Confidence.ASK


def test_yesterday_is_what_a_question_about_the_result_means() -> None:
    assert understand("hôm qua em có dự", Asked.RESULT).confidence is Confidence.SURE
    assert understand("hôm qua em có dự", Asked.VISIT).confidence is Confidence.ASK


@pytest.mark.parametrize("text", ["vang", "muon", "ban", "dc"])
def test_a_bare_word_with_two_meanings_is_asked_back(text: str) -> None:
    found = understand(text)
    assert found.confidence is Confidence.ASK
    assert len(found.readings) == 2


@pytest.mark.parametrize(
    "text",
    [
        "anh Hà có đi không",
        "nhờ anh Hà dự thay",
        "đ/c Lương vắng",
        "bí thư không đi được",
        "anh cứ đi đi",
        "sếp đồng ý em đi",
        "có xe em đi",
        "em không đi một mình đâu",
        "em không dự hết được",
        "em không được mời",
        "em báo vắng cho anh Hà",
        "lần sau em dự",
        "em dự, à nhầm",
        "em muốn vắng",
        "em dự cũng được",
        "em xin phép về",
        "em không kịp nhắn",
        "em không về nhà",
        "em chẳng mấy khi vắng",
        "anh đi em cũng đi",
        "vắng em cũng họp được",
        "không phải là không dự",
        "cho anh Hà nghỉ",
        "hôm nay vắng quá",
        "chi bộ Mòng có mặt",
        "anh về dự với bản em nhé",
        "Đ/c có dự không? 1 dự 2 vắng 3 muộn",
        "xe không đi được",
        "đừng ghi em vắng",
    ],
)
def test_what_is_not_ones_own_answer_is_never_recorded(text: str) -> None:
    found = understand(text)
    assert found.confidence is Confidence.ASK or found.label is Label.OTHER, found


def test_what_the_rules_saw_is_shown_without_unknown_words() -> None:
    assert understand("em xyzt không dự được").seen == "em không dự được"
