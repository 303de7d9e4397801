"""What activities answers."""
