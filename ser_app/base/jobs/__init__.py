"""Work that nobody asks for at the moment it is done: claimed in the database by one process."""
