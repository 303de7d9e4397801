"""Food businesses and where their names come from."""
