"""The catalogue held against a cluster, without one."""
