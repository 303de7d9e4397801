"""The product's own evidence: what it promises, under which load and faults, and whether it held."""
