"""Invitations: how the owner of an account that somebody else opened chooses the password."""
