"""A person said something: one file a command or a question, the same for every channel."""
