"""Activities, their sessions, and the seats."""
