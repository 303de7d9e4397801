"""Projects and what partners claim of them."""
