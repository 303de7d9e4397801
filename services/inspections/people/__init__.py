"""Inspectors, laboratories, and the erasure of a person."""
