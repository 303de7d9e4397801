"""The whole product on one Linux machine, from packages alone: broker, database, processes, supervisor."""
