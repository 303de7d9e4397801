"""`jiayuan verify`: every figure counted twice, by the stream and from the rooms' own tables."""

from cli.verify.command import app

__all__ = ["app"]
