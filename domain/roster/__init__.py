"""The roster as the office writes it: typed lines, what can be wrong, and what would change."""
