"""What the phones at a door scanned, uploaded when they have a network again."""
