"""People as the counter knows them: their seats, and the lines that they wait in."""
