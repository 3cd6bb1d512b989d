"""Buttons under a message: what is printed on them, and what comes back when one is pressed."""

import re

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from domain.ids import QuestionId
from domain.messages import Option

SHARE_CONTACT = "contact"  # an option of this value asks the app for the person's own number
UNKNOWN_BUTTON = QuestionId(0)

_FORM = "q1"  # raised when the form changes, so that old buttons are recognised as old
_PRINTED = re.compile(rf"{_FORM}:(?P<question>[0-9a-z]{{1,6}}):(?P<number>[1-9][0-9]?)")
_MORE_QUESTIONS_THAN_EVER = 2**31
_DATA_BYTES = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def button_data(question_id: QuestionId, number: int) -> str:
    """`q1:<question in base 36>:<option number>`, at most 64 bytes by the Bot API."""
    data = f"{_FORM}:{_base36(question_id)}:{number}"
    assert len(data.encode()) <= _DATA_BYTES
    return data


def read_button(data: str) -> tuple[QuestionId, str]:
    """Question and typed digit of a pressed button; (0, "") for a form we do not know."""
    found = _PRINTED.fullmatch(data)
    question = int(found["question"], 36) if found else 0
    # Anyone can send any data with a client of his own: what no row can have is not ours.
    if found is None or not 0 < question < _MORE_QUESTIONS_THAN_EVER:
        return UNKNOWN_BUTTON, ""
    return QuestionId(question), found["number"]


def inline(question_id: QuestionId, options: tuple[Option, ...]) -> InlineKeyboardMarkup:
    """One button a row under the message; the label is what the person reads."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(option.label, callback_data=button_data(question_id, number))]
            for number, option in enumerate(options, start=1)
        ]
    )


def asks_contact(options: tuple[Option, ...]) -> bool:
    """Whether one of the options asks for the person's own number."""
    return any(option.value == SHARE_CONTACT for option in options)


def contact_keyboard(options: tuple[Option, ...]) -> ReplyKeyboardMarkup:
    """Keys in place of the keyboard: only there can an app offer to share the own number.

    The other options type their label.
    """
    return ReplyKeyboardMarkup(
        [
            [KeyboardButton(option.label, request_contact=option.value == SHARE_CONTACT)]
            for option in options
        ],
        resize_keyboard=True,
        one_time_keyboard=True,
    )


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
