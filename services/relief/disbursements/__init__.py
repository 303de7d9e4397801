"""Payments to households."""
