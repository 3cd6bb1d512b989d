"""Measures and prints; see measuring.py."""

from bench.answering.measuring import measure
from bench.figures import show

show(measure())
