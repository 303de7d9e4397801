"""How Jiayuan is put onto machines: one machine from packages, containers, a cluster."""
