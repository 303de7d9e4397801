"""The working calendar as announced."""
