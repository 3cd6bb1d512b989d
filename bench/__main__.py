"""Every light bench, in one table: `python -m bench`; the planner has its own, `bench.planner`."""

import platform
import sys

from bench import month, papers, replies, startup, telegram_send
from bench.figures import show

print(f"Python {platform.python_version()}, {platform.machine()}, {sys.platform}")
BENCHES = (startup, month, papers, replies, telegram_send)
show(figure for bench in BENCHES for figure in bench.measure())
