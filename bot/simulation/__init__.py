"""The deterministic twin: a year of the whole house on a clock of its own, with faults."""
