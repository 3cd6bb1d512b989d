"""The words of replies: which sign each word or phrase stands for when a reply is understood.

A reply becomes a string of one-letter signs, and the rules of `reply_claims` are patterns over that
string. To teach a word, add it under its sign in the table of its theme; the longest phrase wins.
Phrases are written with their accents; they also match typed without, unless `BARE` says what the
bare form means. `tests/domain/replies/test_reply_words.py` fails when two signs clash.
"""

from domain.reply_words_answers import ANSWERS
from domain.reply_words_joints import JOINTS
from domain.reply_words_meetings import MEETINGS
from domain.reply_words_people import PEOPLE
from domain.reply_words_reasons import REASONS
from domain.reply_words_times import TIMES

# Signs without words of their own: `^` a proper name, `_` an unknown word, `#` a number, `@` a time
# of day, `/` a date, `~` a ratio, `+` and `-` emoji, `1` `2` `3` the bare words vang, ban and muon.
PHRASES: dict[str, str] = ANSWERS | REASONS | PEOPLE | TIMES | MEETINGS | JOINTS

# One sign for each emoji that carries an answer; the others are dropped.
EMOJI: dict[str, str] = {
    "👍": "+",
    "👌": "+",
    "✅": "+",
    "🆗": "+",
    "✔": "+",
    "👎": "-",
    "❌": "-",
    "🚫": "-",
    "⛔": "-",
    "❓": "?",
    "❔": "?",
}
