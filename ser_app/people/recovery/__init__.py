"""A new password for who forgot it, by mail."""
