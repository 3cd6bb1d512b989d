"""What the planner computes for the chat: one file a kind, declaring what and how it is told."""
