"""What can be asked of branches and of cadres in plain words, and the lists that answer it.

All words are without accents; what people shorten is spelt out first.
"""

import re
from collections.abc import Mapping

from domain.fold import fold
from domain.reports.listings import Listing

OF_BRANCHES: Mapping[str, Listing] = {
    "hop": Listing.PLANNED,
    "co hop": Listing.PLANNED,
    "co lich": Listing.PLANNED,
    "co lich hop": Listing.PLANNED,
    "sinh hoat": Listing.PLANNED,
    "chua hop": Listing.NOT_YET,
    "chua sinh hoat": Listing.NOT_YET,
    "da hop": Listing.HELD,
    "da hop roi": Listing.HELD,
    "hop roi": Listing.HELD,
    "da hop xong": Listing.HELD,
    "hop xong": Listing.HELD,
    "da sinh hoat": Listing.HELD,
    "khong hop": Listing.NOT_HELD,
    "khong sinh hoat": Listing.NOT_HELD,
    "hoan": Listing.POSTPONED,
    "tam hoan": Listing.POSTPONED,
    "hoan hop": Listing.POSTPONED,
    "doi": Listing.MOVED,
    "doi lich": Listing.MOVED,
    "doi ngay": Listing.MOVED,
    "doi hop": Listing.MOVED,
    "chua bao": Listing.UNREPORTED,
    "chua bao cao": Listing.UNREPORTED,
    "chua bao ket qua": Listing.UNREPORTED,
    "chua gui bao cao": Listing.UNREPORTED,
    "chua gui ket qua": Listing.UNREPORTED,
    "chua co ket qua": Listing.UNREPORTED,
    "im lang": Listing.UNREPORTED,
    "sap hop": Listing.UPCOMING,
    "se hop": Listing.UPCOMING,
    "chua den gio": Listing.UPCOMING,
    "ty le thap": Listing.LOW_TURNOUT,
    "ty le du thap": Listing.LOW_TURNOUT,
    "du thap": Listing.LOW_TURNOUT,
    "hop ngan": Listing.UNDER_NORM,
    "hop qua ngan": Listing.UNDER_NORM,
    "hop ngan hon quy dinh": Listing.UNDER_NORM,
    "ngan hon quy dinh": Listing.UNDER_NORM,
    "chua hop chuyen de": Listing.NO_THEMATIC,
    "chua sinh hoat chuyen de": Listing.NO_THEMATIC,
    "hop chuyen de": Listing.THEMATIC,
    "da hop chuyen de": Listing.THEMATIC,
    "sinh hoat chuyen de": Listing.THEMATIC,
    "da sinh hoat chuyen de": Listing.THEMATIC,
    "bao khac nhau": Listing.DISPUTED,
    "bao lech": Listing.DISPUTED,
    "bao lech nhau": Listing.DISPUTED,
    "tu cham tot": Listing.GOOD,
    "tu cham kha": Listing.FAIR,
    "tu cham trung binh": Listing.AVERAGE,
    "tu cham kem": Listing.POOR,
}
OF_SECRETARIES: Mapping[str, Listing] = dict.fromkeys(
    ("chua bao", "chua bao cao", "chua bao ket qua", "chua gui bao cao", "chua gui ket qua"),
    Listing.UNREPORTED,
)
OF_CADRES: Mapping[str, Listing] = {
    "du": Listing.VISITS,
    "di": Listing.VISITS,
    "di du": Listing.VISITS,
    "du hop": Listing.VISITS,
    "di du hop": Listing.VISITS,
    "di hop": Listing.VISITS,
    "di co so": Listing.VISITS,
    "xuong co so": Listing.VISITS,
    "di ban": Listing.VISITS,
    "xuong ban": Listing.VISITS,
    "chua du": Listing.NEVER,
    "chua di": Listing.NEVER,
    "chua di du": Listing.NEVER,
    "chua di co so": Listing.NEVER,
    "chua xuong co so": Listing.NEVER,
    "chua xuong ban": Listing.NEVER,
    "chua xuong ban lan nao": Listing.NEVER,
    "chua di co so lan nao": Listing.NEVER,
    "chua du lan nao": Listing.NEVER,
    "chua du buoi nao": Listing.NEVER,
    "chua di lan nao": Listing.NEVER,
    "khong du lan nao": Listing.NEVER,
    "khong du buoi nao": Listing.NEVER,
    "vang": Listing.AWAY,
    "vang mat": Listing.AWAY,
    "khong du": Listing.AWAY,
    "khong di": Listing.AWAY,
    "vang khong ly do": Listing.ABSENT,
    "vang co ly do": Listing.EXCUSED,
    "bao vang": Listing.DECLINED,
    "xin vang": Listing.DECLINED,
    "bao ban": Listing.DECLINED,
    "tu choi": Listing.DECLINED,
    "chua tra loi": Listing.UNANSWERED,
    "im lang": Listing.UNANSWERED,
    "chua bao": Listing.UNSEEN,
    "da du": Listing.PRESENT,
    "da di": Listing.PRESENT,
    "da di du": Listing.PRESENT,
    "co mat": Listing.PRESENT,
    "bao khac nhau": Listing.DISPUTED,
    "thay": Listing.SUBSTITUTED,
    "di thay": Listing.SUBSTITUTED,
    "du thay": Listing.SUBSTITUTED,
    "di du thay": Listing.SUBSTITUTED,
    "duoc thay": Listing.SUBSTITUTED,
    "cu thay": Listing.SUBSTITUTED,
    "duoc cu thay": Listing.SUBSTITUTED,
    "duoc cu di thay": Listing.SUBSTITUTED,
    "duoc cu du thay": Listing.SUBSTITUTED,
    "duoc cu di du thay": Listing.SUBSTITUTED,
    "co nguoi thay": Listing.SUBSTITUTED,
    "nho nguoi thay": Listing.SUBSTITUTED,
    "da cu nguoi thay": Listing.SUBSTITUTED,
}
# "cb" is a branch or a cadre: what can be said of both is left to ask again
OF_EITHER: Mapping[str, Listing] = {
    **{words: one for words, one in OF_BRANCHES.items() if words not in OF_CADRES},
    **{words: one for words, one in OF_CADRES.items() if words not in OF_BRANCHES},
}
# "ai chưa báo cáo": reporting results is the branches' part
OF_ANYBODY: Mapping[str, Listing] = {
    **OF_CADRES,
    "chua bao cao": Listing.UNREPORTED,
    "chua bao ket qua": Listing.UNREPORTED,
}
_SHORT = {
    "hnay": "hom nay",
    "hqua": "hom qua",
    "ko": "khong",
    "k": "khong",
    "bn": "bao nhieu",
    "ntn": "the nao",
    "cbo": "chi bo",
    "sh": "sinh hoat",
    "cd": "chuyen de",
    "dv": "dang vien",
    "ti": "ty",
}
_MONTH = re.compile(r"\b(?:t|th)(\d{1,2})\b")
_HOW = re.compile(r"\b(?:nhu the nao|the nao roi|sao roi|ra sao roi)$")
_LAST_WORDS = re.compile(r"(?: (?:a|nhi|vay|day|ha|nhe|the))+$")


def plain(text: str) -> str:
    """Without accents, stops and courtesies, and with what is shortened spelt out."""
    words = re.sub(r"[?!.,;:]+(?=\s|$)", " ", fold(text)).split()
    said = " ".join(_SHORT.get(word, word) for word in words)
    said = _HOW.sub("the nao", _LAST_WORDS.sub("", _MONTH.sub(r"thang \1", said)))
    if re.search(r"\bco\b", said):  # "có bản nào họp không?" asks which
        said = said.removesuffix(" khong")
    return said
