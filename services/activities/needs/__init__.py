"""What residents need."""
