"""The `jiayuan` command: one file a verb."""
