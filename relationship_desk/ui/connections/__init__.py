"""What people are to each other, as it is shown: the list, the ring around a person, the ways."""
