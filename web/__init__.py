"""Pages: the chat in the browser, health and metrics."""
