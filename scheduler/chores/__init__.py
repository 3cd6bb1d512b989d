"""Chores of the calendar: one file each, declaring one `Chore`."""
