"""A payment that the bank gave back and that cannot be undone by itself: two persons decide it."""
