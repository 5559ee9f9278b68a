"""What a user may give for an import, and the files of contacts that come out of it."""
