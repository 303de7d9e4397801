"""Measures this machine; it compares with nothing and gates nothing."""
