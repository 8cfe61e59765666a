"""What waiting costs, as a picture: two curves over the next twelve months and their table."""
