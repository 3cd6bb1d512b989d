"""Questions: one file each, declaring how its answers are read, as one `Reader`."""
