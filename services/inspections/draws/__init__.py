"""Whom and what chance picks, so that anybody can compute it again."""
