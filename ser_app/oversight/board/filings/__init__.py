"""What was filed, on time and late, and what was not."""
