"""How replies are understood: one reply a line from standard input, one tab-separated line each.

Columns: label, reason category, minutes late, confidence (sure or ask), what the rules saw. When
asked for a result, the label is the outcome of the meeting.
"""

import argparse
import sys

from domain.replies import Asked, understand
from domain.reply_results import understand_result

NAME = "understand"
HELP = "read replies from standard input and print what they mean"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this subcommand."""
    parser.add_argument(
        "--asked",
        choices=[asked.value for asked in Asked],
        default=Asked.VISIT.value,
        help="what the person had been asked (default: visit)",
    )


def run(options: argparse.Namespace) -> int:
    """Print one line for each line read, at once, so that it can be tried by hand."""
    for line in sys.stdin:
        print("\t".join(_columns(line.rstrip("\n"), Asked(options.asked))), flush=True)
    return 0


def _columns(text: str, asked: Asked) -> tuple[str, str, str, str, str]:
    if asked is Asked.RESULT:
        result = understand_result(text)
        outcome = result.outcome.value if result.outcome else "question/other"
        return outcome, result.reason, "", result.confidence, result.seen
    reply = understand(text, asked)
    minutes = "" if reply.minutes_late is None else str(reply.minutes_late)
    return reply.label, reply.reason, minutes, reply.confidence, reply.seen
