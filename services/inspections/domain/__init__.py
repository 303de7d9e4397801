"""The rules of inspections, by name: pure functions of what is stored, what is asked and the time."""
