"""Relief: co-building agreements, welfare projects and their claims, and funds whose ledger never forgets."""
