"""Who reminds: one small port, one file per source, and the table of what is due next."""
