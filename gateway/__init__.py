"""The gateway: the only door. It signs people in, forwards commands and queries, and shows what happens live."""
