"""Reminders about meetings: one file a kind, each declaring `Reminder` values."""
