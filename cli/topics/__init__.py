"""Topics as code: the catalogue held against a cluster."""
