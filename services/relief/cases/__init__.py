"""Households in hardship."""
