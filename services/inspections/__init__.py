"""Inspections: establishments, "you pick, we inspect" rounds, samples and their published results."""
