"""What stands around the list of a timeline: the line in which things are written down."""
