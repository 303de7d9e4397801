"""Organisations and their committees."""
