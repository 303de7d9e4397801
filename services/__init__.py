"""The rooms: each owns its rules, its database and its events, and imports no other room."""
