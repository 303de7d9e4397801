"""Organisations that read topics with their own credentials."""
