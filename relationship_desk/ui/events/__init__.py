"""Events in the window: the list and who is there, badge mode, the board, the prep sheet."""
