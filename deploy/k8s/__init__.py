"""Manifests for Kubernetes: what follows from tables is generated, the rest is written by hand."""
