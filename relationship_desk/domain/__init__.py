"""Values and rules: frozen dataclasses and plain functions, standard library only."""
