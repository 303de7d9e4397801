"""The whole product, asked and looked at from outside."""
