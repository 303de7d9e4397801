"""What people name to be inspected."""
