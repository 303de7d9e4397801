"""Samples and what was found in them."""
