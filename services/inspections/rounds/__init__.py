"""Rounds of inspection, from the votes to the close."""
