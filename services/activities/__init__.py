"""Activities: organisations, venues, sessions, registrations and check-ins."""
