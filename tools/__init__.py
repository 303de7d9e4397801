"""Tools for those who work on the code; nothing of this is in the product."""
