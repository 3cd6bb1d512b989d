"""The clock said something: reminders about meetings, and chores of the calendar."""
