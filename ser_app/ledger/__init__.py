"""The books: double entries that never change, what each operator owes, and its statement."""
