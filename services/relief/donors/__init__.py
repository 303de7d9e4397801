"""Donations and receipts."""
