"""People's accounts, from the machine: what no account may do through the door."""
