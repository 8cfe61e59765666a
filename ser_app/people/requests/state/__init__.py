"""State of the pages of requests."""
