"""Words: typed functions returning Vietnamese, and nothing else."""
