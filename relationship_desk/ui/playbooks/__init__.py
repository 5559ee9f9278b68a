"""What to do when something happened: choosing a playbook, its texts, and those of one's own."""
