"""Memory: a module per noun with its tables and the queries about it."""
