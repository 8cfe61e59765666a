"""Corrections: a filing that replaces another, and the balance in favour that it may leave."""
