"""A copy of the whole database in one file, taken while the application runs, and put back."""
