"""What crosses a wall between rooms, as data: topics, schemas, examples, and the code that reads them."""
