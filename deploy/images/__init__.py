"""The image's own small programs, and stand-ins for images that cannot be pulled."""
