"""Use cases: commands, transfer, the reminder engine, upkeep, threads and the ports."""
