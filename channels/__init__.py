"""Wires: each module carries text in and out of one network; none knows words, tables or rules."""
