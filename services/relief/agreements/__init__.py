"""Agreements with partners."""
