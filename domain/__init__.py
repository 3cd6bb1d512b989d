"""Rules of the month as pure functions: facts in, decisions out; no clock, tables or words."""
