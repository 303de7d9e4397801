"""What inspections answers: inside the office by page, and to everybody what is public."""
