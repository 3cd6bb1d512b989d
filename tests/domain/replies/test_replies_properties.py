"""What must never change an answer: politeness, case, accents' encoding; and what never crashes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fold import fold
from domain.replies import Asked, Confidence, Label, Understanding, understand
from domain.reply_results import understand_result
from tests.domain.replies.scoring import phrasings

COMING = Label.ATTEND
NOT_COMING = (Label.ABSENT, Label.ABSENT_WITH_REASON)
SURE = {
    row.text: row.label
    for row in phrasings()
    if row.label in (COMING, *NOT_COMING)
    and len(row.text) > 3
    and understand(row.text).confidence is Confidence.SURE
}
BEFORE = ("", "Dạ ", "dạ thưa anh ", "Báo cáo đồng chí, ", "Chị ơi ", "Kính thưa đ/c, ", "a ơi ")
AFTER = ("", " ạ", " nhé", " ạ!", " anh ạ", ", em cảm ơn ạ", " 🙏", " nha", "...", " đ/c ạ")


def opposite(understood: Understanding, label: Label) -> bool:
    if understood.confidence is Confidence.ASK:
        return False
    return understood.label in (NOT_COMING if label is COMING else (COMING,))


@given(st.sampled_from(sorted(SURE)), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_politeness_never_turns_an_answer_round(text: str, before: str, after: str) -> None:
    assert not opposite(understand(f"{before}{text}{after}"), SURE[text])


@given(
    st.sampled_from(sorted(SURE)),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase, fold]),
)
def test_case_and_missing_accents_never_turn_an_answer_round(text: str, change: object) -> None:
    assert callable(change)
    assert not opposite(understand(change(text)), SURE[text])


@given(st.sampled_from(sorted(SURE)), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_encoding_of_accents_changes_nothing(text: str, form: str) -> None:
    encoded = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert understand(encoded).label is understand(text).label
    assert understand(encoded).confidence is understand(text).confidence


@given(st.text(max_size=200), st.sampled_from(list(Asked)))
def test_any_text_is_answered_and_always_the_same(text: str, asked: Asked) -> None:
    first = understand(text, asked)
    assert first == understand(text, asked)
    assert (first.confidence is Confidence.ASK) == (len(first.readings) == 2)
    understand_result(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "không",
                "vắng",
                "đi",
                "dự",
                "bận",
                "được",
                "nhưng",
                "vẫn",
                "nếu",
                "em",
                "anh",
                "Hà",
                "?",
            ]
        )
    )
)
def test_words_in_any_order_are_answered(words: list[str]) -> None:
    understand(" ".join(words))


@pytest.mark.parametrize(
    "text",
    [
        "k" * 20_000,
        "không " * 5_000,
        "em đi, " * 4_000,
        "hôm nay đi " * 39,
        "a1" * 9_000,
        "," * 9_000,
    ],
)
def test_long_nonsense_is_answered_at_once(text: str) -> None:
    understand(text)
