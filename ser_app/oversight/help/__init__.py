"""`/ayuda`: the way of each job in pictures, the words of the field, and a search through both."""
