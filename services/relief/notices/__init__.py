"""What is shown to the neighbours, and their objections."""
