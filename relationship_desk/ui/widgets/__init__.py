"""The kit that panes and dialogs are built from; no widget here knows the desk or the store."""
