"""The alerts of a declaration: what they look at, what is kept of them, and the notes."""
