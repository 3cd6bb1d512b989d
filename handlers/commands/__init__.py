"""Commands: one file each, declaring one `Command`."""
