"""Reflex states of the desk: thin, one a screen."""
