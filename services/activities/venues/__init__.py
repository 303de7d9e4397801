"""Venues, their hours, what works there, who came."""
