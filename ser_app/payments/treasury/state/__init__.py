"""Reflex states of the treasury's day: thin, one a screen."""
