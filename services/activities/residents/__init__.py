"""Residents with accounts of their own."""
