"""Pages on the way in."""
