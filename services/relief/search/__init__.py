"""What is found in this room, and by whom."""
