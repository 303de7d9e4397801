"""What is found in this room, and who may find it."""
