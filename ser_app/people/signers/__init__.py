"""Who signs for an operator, and from which day: its legal representative and accountant."""
