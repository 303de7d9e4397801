"""`jiayuan verify`: every figure counted twice, by the stream and from the rooms' own tables."""
