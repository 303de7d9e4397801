"""Campaigns, awards, pledges and stalls."""
