"""Screens of the treasury's day."""
