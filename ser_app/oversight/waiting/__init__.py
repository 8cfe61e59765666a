"""What waits for each role, told on its home page."""
