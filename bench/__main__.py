"""Every bench but those of the planner, in one table: `python -m bench`."""

import platform
import sys

from bench import month, papers, replies, startup, telegram_send, ticking
from bench.answering import measuring
from bench.figures import show

BENCHES = (startup, month, ticking, papers, replies, telegram_send, measuring)

print(f"Python {platform.python_version()}, {platform.machine()}, {sys.platform}")
show(figure for bench in BENCHES for figure in bench.measure())
