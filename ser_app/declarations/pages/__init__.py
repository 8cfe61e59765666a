"""The components of the declaration pages."""
