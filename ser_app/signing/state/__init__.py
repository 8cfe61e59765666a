"""The states of this room."""
