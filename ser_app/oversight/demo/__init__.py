"""Fictitious data for demonstrations: operators, people, and some years of what they did."""
