"""Reports as pure functions from facts: one module a report."""
