"""Engagement: the events of the three lines become statistics that are exactly right."""
