"""What must hold in every simulated run: one small file each, declaring one `Invariant`."""
