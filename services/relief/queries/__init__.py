"""What relief answers: one module an aggregate."""
