"""Questions in plain words: understood as a whole, or not at all."""

from datetime import date
from pathlib import Path

import pytest

from domain.reports.listings import Listing
from domain.reports.periods import Period
from domain.reports.questions import (
    BranchQuestion,
    BriefQuestion,
    CadreQuestion,
    CompareQuestion,
    ListQuestion,
    Question,
    SummaryQuestion,
    reads_as_question,
    understand_question,
)

REPLIES = Path(__file__).parent / "replies"
TODAY = date(2026, 12, 4)  # a Friday of week 49


@pytest.mark.parametrize(
    ("said", "listing", "period", "place"),
    [
        ("tuần này bản nào chưa họp?", Listing.NOT_YET, "2026-W49", None),
        ("tuan nay ban nao chua hop", Listing.NOT_YET, "2026-W49", None),
        ("bản nào chưa họp tuần trước?", Listing.NOT_YET, "2026-W48", None),
        ("Tháng này còn bao nhiêu chi bộ chưa họp?", Listing.NOT_MET, "2026-12", None),
        ("tháng 11 chi bộ nào hoãn ở xã Na Mèo?", Listing.POSTPONED, "2026-11", "na meo"),
        ("cán bộ nào chưa dự lần nào quý này?", Listing.NEVER, "2026-Q4", None),
        ("can bo nao chua du lan nao", Listing.NEVER, "2026-Q4", None),
        ("đ/c nào vắng không lý do tháng 11/2026?", Listing.ABSENT, "2026-11", None),
        ("ai vắng tuần trước", Listing.AWAY, "2026-W48", None),
        ("ai chưa trả lời?", Listing.UNANSWERED, "2026-W49", None),
        ("bản nào chưa báo cáo", Listing.UNREPORTED, "2026-W49", None),
        ("Quý III/2026 chi bộ nào chưa sinh hoạt chuyên đề?", Listing.NO_THEMATIC, "2026-Q3", None),
        ("các chi bộ nào tỷ lệ dự thấp tuần 48?", Listing.LOW_TURNOUT, "2026-W48", None),
        ("cho tôi biết bản nào dời lịch năm nay", Listing.MOVED, "2026", None),
        ("xã Sơn Điện tuần này bản nào chưa họp?", Listing.NOT_YET, "2026-W49", "son dien"),
        ("o na meo thang nay ai vang khong ly do", Listing.ABSENT, "2026-12", "na meo"),
        ("hôm nay có bản nào họp không", Listing.PLANNED, "2026-12-04", None),
        ("hnay ban nao hop", Listing.PLANNED, "2026-12-04", None),
        ("ngày mai bản nào họp?", Listing.PLANNED, "2026-12-05", None),
        ("mai có chi bộ nào sinh hoạt không ạ", Listing.PLANNED, "2026-12-05", None),
        ("hôm qua bản nào chưa họp", Listing.NOT_YET, "2026-12-03", None),
        ("ngày 28/11 bản nào họp", Listing.PLANNED, "2026-11-28", None),
        ("ngày 2/1 bản nào họp", Listing.PLANNED, "2027-01-02", None),
        ("tuần sau xã Na Mèo có bản nào họp không?", Listing.PLANNED, "2026-W50", "na meo"),
        ("thứ 7 này bản nào họp", Listing.PLANNED, "2026-12-05", None),
        ("thứ bảy tuần sau ai đi dự", Listing.VISITS, "2026-12-12", None),
        ("chủ nhật có bản nào họp không", Listing.PLANNED, "2026-12-06", None),
        ("cho xem danh sách chi bộ chưa báo kết quả", Listing.UNREPORTED, "2026-W49", None),
        ("cán bộ nào được cử thay", Listing.SUBSTITUTED, "2026-W49", None),
        ("ai đi thay tuần này", Listing.SUBSTITUTED, "2026-W49", None),
        ("ngay mai ai di du", Listing.VISITS, "2026-12-05", None),
        ("ai báo vắng tuần này?", Listing.DECLINED, "2026-W49", None),
        ("đồng chí nào chưa dự", Listing.NEVER, "2026-Q4", None),
        ("ai chưa báo cáo", Listing.UNREPORTED, "2026-W49", None),
        ("bí thư nào chưa báo kết quả", Listing.UNREPORTED, "2026-W49", None),
        ("cb nào chưa họp", Listing.NOT_YET, "2026-W49", None),
        ("t11 bn chi bộ đã họp", Listing.HELD, "2026-11", None),
        ("tuần này họp được mấy bản rồi", Listing.HELD, "2026-W49", None),
        ("danh sách bản chưa họp tuần này", Listing.NOT_YET, "2026-W49", None),
        ("các chi bộ chưa báo cáo", Listing.UNREPORTED, "2026-W49", None),
        ("chi bộ nào tự chấm kém tháng trước", Listing.POOR, "2026-11", None),
        ("ban nao hop ngan hon quy dinh thang truoc", Listing.UNDER_NORM, "2026-11", None),
    ],
)
def test_a_list_is_asked_for(said: str, listing: Listing, period: str, place: str | None) -> None:
    asked = understand_question(said, TODAY)
    assert asked == ListQuestion(listing, Period.parse(period), place)


def test_a_summary_and_a_comparison_are_asked_for() -> None:
    week, december = Period.parse("2026-W49"), Period.parse("2026-12")
    assert understand_question("tình hình tuần này thế nào?", TODAY) == SummaryQuestion(week, None)
    assert understand_question("so với tháng trước", TODAY) == CompareQuestion(december, None)
    there = SummaryQuestion(Period.parse("2026-W48"), "na meo")
    assert understand_question("tuần trước xã Na Mèo họp thế nào?", TODAY) == there
    november = SummaryQuestion(Period.parse("2026-11"), None)
    assert understand_question("tỷ lệ đảng viên dự tháng 11", TODAY) == november
    assert understand_question("tuan nay sao roi", TODAY) == SummaryQuestion(week, None)
    assert understand_question("có bao nhiêu đảng viên vắng tháng 11", TODAY) == november
    both = "so tháng này với tháng trước thế nào"
    assert understand_question(both, TODAY) == CompareQuestion(december, None)
    assert understand_question("so tháng 11 với tháng 9", TODAY) is None
    place = CompareQuestion(Period.parse("2026-Q4"), "son dien")
    assert understand_question("so sánh với quý trước ở Sơn Điện", TODAY) == place


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("bản Mòng họp chưa", BranchQuestion("mong")),
        ("chi bộ bản Ngàm họp chưa?", BranchQuestion("ngam")),
        ("vì sao bản Ché Lầu hoãn", BranchQuestion("che lau")),
        ("bản Hao tháng này họp ngày nào", BranchQuestion("hao")),
        ("khi nào bản Hao họp", BranchQuestion("hao")),
        ("bản Son thế nào?", BranchQuestion("son")),
        ("sao bản Mòng chưa họp?", BranchQuestion("mong")),
        ("tại sao khu phố 3 hoãn", BranchQuestion("khu pho 3")),
        ("chi bộ khu phố Hao họp chưa", BranchQuestion("khu pho hao")),
        ("ai đi bản Ngàm tuần này", BranchQuestion("ngam")),
        ("cán bộ nào phụ trách bản Son", BranchQuestion("son")),
        ("bí thư bản Mòng là ai", BranchQuestion("mong")),
        ("bản Mòng có bao nhiêu đảng viên?", BranchQuestion("mong")),
        ("bản Mòng dời sang bao giờ", BranchQuestion("mong")),
        ("đồng chí Tiến dự mấy buổi", CadreQuestion("tien")),
        ("cán bộ Hà Văn Tiến năm nay vắng mấy lần?", CadreQuestion("ha van tien")),
        ("d/c luong du duoc may buoi", CadreQuestion("luong")),
        ("có việc gì cần tôi quyết định không", BriefQuestion()),
        ("còn việc gì chưa xử lý", BriefQuestion()),
        ("hôm nay có việc gì cần làm không ạ", BriefQuestion()),
        ("viec can quyet dinh", BriefQuestion()),
        ("có gì cần tôi duyệt không?", BriefQuestion()),
    ],
)
def test_one_branch_one_cadre_and_what_waits_are_asked_for(said: str, asked: Question) -> None:
    assert understand_question(said, TODAY) == asked


@pytest.mark.parametrize(
    "said",
    [
        "chưa họp",
        "bản chưa họp, dời sang mai",
        "hoãn",
        "dời sang tuần sau",
        "tuần này bản tôi chưa họp được",
        "ai cũng dự",
        "vắng",
        "bận họp huyện nào cũng không dự được",
        "đồng chí nào đi thay tôi cũng được",
        "không có ai vắng",
        "24 20 3 1 2 95",
        "năm nay chưa họp",
        "so với kế hoạch thì dời một ngày",
        "bản nào đẹp nhất?",
        "bản chưa họp tuần này",
        "bản Son hoãn",
        "bận nhưng chưa biết thế nào",
        "không có việc gì",
        "tôi bận việc gì đó",
        "bản tôi họp chưa biết hôm nào",
        "cb nào im lặng",
        "vì sao bản tôi chưa họp",
        "",
    ],
)
def test_a_reply_is_no_question(said: str) -> None:
    assert understand_question(said, TODAY) is None


def test_what_reads_as_a_question_without_being_understood() -> None:
    assert reads_as_question("cán bộ nào giỏi nhất?", TODAY)
    assert reads_as_question("xã nào họp ít nhất", TODAY)
    assert reads_as_question("2 tuần qua bản nào chưa họp", TODAY)  # no answer beats a wrong one
    assert understand_question("2 tuần qua bản nào chưa họp", TODAY) is None
    assert understand_question("6 tháng đầu năm bản nào hoãn", TODAY) is None
    assert not reads_as_question("cán bộ nào đi thay cũng được", TODAY)
    assert not reads_as_question("chưa họp?", TODAY)
    assert not reads_as_question("mai họp lúc 19h được không?", TODAY)


def test_no_labelled_reply_is_taken_for_a_question() -> None:
    """Whatever the understanding of replies is tested with stays a reply, unless it asks."""
    lines = [
        cell
        for name in ("forms", "phrasings", "rounds", "sample")
        for line in (REPLIES / f"{name}.tsv").read_text("utf-8").splitlines()
        if "question" not in line
        for cell in line.split("\t")
    ]
    assert len(lines) > 1000
    taken = [
        said for said in lines if understand_question(said, TODAY) or reads_as_question(said, TODAY)
    ]
    assert taken == []
