"""Commands: plain functions `(work, now, ...) -> result`, one per thing a person can do."""
