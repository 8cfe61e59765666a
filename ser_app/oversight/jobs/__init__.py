"""The jobs as administrators see them: what runs by itself, when, and what went wrong."""
