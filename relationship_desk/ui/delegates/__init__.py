"""How the rows of the lists are drawn; see `relationship_desk.ui.rows` for what they draw."""
