"""What is checked after a copy was put back, and what must not come back with it."""
