"""Funds and their ledgers."""
