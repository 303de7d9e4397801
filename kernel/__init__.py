"""Plumbing that knows no room: settings, database, events out and in, the web's edge, telemetry."""
