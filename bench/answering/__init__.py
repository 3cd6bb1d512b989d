"""Recorded replies beside bots that only echo, in one run: `python -m bench.answering`."""
