"""The components of this room's pages."""
