"""Published results that are corrected."""
