"""Exams of a business's staff."""
