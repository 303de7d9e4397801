"""Relations of officers, erasure, and what is one's own."""
