"""The pieces of the Telegram channel that need no network: cutting, buttons, links, settings."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from channels.split import PARAGRAPHS_THEN_WORDS, parts, split, units
from channels.telegram.buttons import button_data, read_button
from channels.telegram.links import deep_link
from channels.telegram.settings import TelegramSettings
from domain.ids import QuestionId

TOKEN = "424242:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
texts = st.text(st.sampled_from("aạ👍 \n\u0323"), max_size=300) | st.text(max_size=100)


@given(text=texts, most=st.integers(2, 60))
def test_pieces_fit_and_joined_are_the_text(text: str, most: int) -> None:
    pieces = split(text, most)

    assert "".join(pieces) == text
    assert all(units(piece) <= most for piece in pieces)
    assert all(len(piece.encode("utf-16-le", "surrogatepass")) // 2 <= most for piece in pieces)


@given(text=texts, most=st.integers(20, 60))
def test_numbered_parts_fit_and_say_how_many_there_are(text: str, most: int) -> None:
    made = parts(text, most)

    assert all(units(part) <= most for part in made)
    if len(made) == 1:
        assert made == [text]
    else:
        heads = [part.partition("\n")[0] for part in made]
        assert heads == [f"({n}/{len(made)})" for n in range(1, len(made) + 1)]
        assert "".join(part.partition("\n")[2] for part in made) == text


@given(text=texts, most=st.integers(2, 60))
def test_cutting_by_paragraph_loses_nothing_either(text: str, most: int) -> None:
    pieces = split(text, most, PARAGRAPHS_THEN_WORDS)

    assert "".join(pieces) == text
    assert all(units(piece) <= most for piece in pieces)


def test_a_cut_prefers_a_paragraph_then_a_line_a_sentence_a_word() -> None:
    assert split("một hai\n\nba\nbốn. năm", 14, PARAGRAPHS_THEN_WORDS) == [
        "một hai\n\n",
        "ba\nbốn. năm",
    ]
    assert split("một hai. ba bốn", 13, PARAGRAPHS_THEN_WORDS) == ["một hai. ", "ba bốn"]
    # but not one that leaves a piece nearly empty
    assert split("a\n\nmột hai ba bốn", 14, PARAGRAPHS_THEN_WORDS) == ["a\n\nmột hai ba ", "bốn"]


def test_a_cut_prefers_a_line_then_a_word() -> None:
    assert split("một hai\nba bốn năm", 12) == ["một hai\n", "ba bốn năm"]
    assert split("một hai ba bốn", 9) == ["một hai ", "ba bốn"]
    assert split("mộthaibabốn", 6) == ["mộthai", "babốn"]
    assert split("👍👍👍", 3) == ["👍", "👍", "👍"]
    assert split("   dàiquá", 5) == ["   dà", "iquá"]


@given(question=st.integers(1, 2**31 - 1), number=st.integers(1, 99))
def test_a_button_reads_as_it_was_printed(question: int, number: int) -> None:
    data = button_data(QuestionId(question), number)

    assert read_button(data) == (question, str(number))
    assert len(data.encode()) <= 64


@given(data=st.text(max_size=64) | st.from_regex(r"q1:[0-9a-zA-Z]*:[0-9]*", fullmatch=True))
def test_any_data_reads_as_a_question_a_row_can_have(data: str) -> None:
    question, text = read_button(data)

    assert 0 <= question < 2**31
    assert (question == 0) == (text == "")


def test_a_deep_link_carries_the_code() -> None:
    assert deep_link("@chibo_bot", "Q7-K2_x") == "https://t.me/chibo_bot?start=Q7-K2_x"
    for code in ("", "mã", "a b", "x" * 65, "a\n"):
        with pytest.raises(ValueError):
            deep_link("chibo_bot", code)


def test_settings_come_from_an_env_file_and_empty_means_unset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(f"TELEGRAM_TOKEN={TOKEN}\nTELEGRAM_PROXY=\nCHIBO_PORT=1\n")
    read = TelegramSettings()

    assert read.token is not None
    assert read.token.get_secret_value() == TOKEN
    assert read.proxy is None
    assert TOKEN not in repr(read)
    Path(".env").write_text("TELEGRAM_TOKEN=\n")
    assert TelegramSettings().token is None


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"token": "bimatbimat"}, "not a bot token"),
        ({"token": f"{TOKEN} bimat"}, "not a bot token"),
        ({"proxy": "socks5://u:bimat@host:1"}, "only an HTTP proxy works"),
        ({"webhook_secret": "bimat có dấu"}, "use 1 to 256"),
        ({"mode": "webhook"}, "needs TELEGRAM_WEBHOOK_URL"),
        ({"mode": "webhook", "webhook_url": "https://bot.example"}, "needs a path"),
    ],
)
def test_wrong_settings_are_explained_without_their_value(wrong: dict[str, Any], hint: str) -> None:
    with pytest.raises(ValidationError, match=hint) as caught:
        TelegramSettings(_env_file=None, **{"token": TOKEN, **wrong})

    assert "bimat" not in str(caught.value)
