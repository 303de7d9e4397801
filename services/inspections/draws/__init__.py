"""The draws of places, inspectors and laboratories, which anyone can compute again."""
