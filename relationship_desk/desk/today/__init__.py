"""Today: one small port, one file per source, and the queue that they make together."""
