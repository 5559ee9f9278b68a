"""The store: one SQLite file, its schema, its journal and one module of reads per kind of thing."""
