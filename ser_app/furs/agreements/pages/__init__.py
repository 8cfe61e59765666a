"""What the pages of agreements are made of."""
