"""The top of the house: puts channels, handlers, the clock and the database together."""
