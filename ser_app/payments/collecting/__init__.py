"""Crediting what banks collected, one payment or a hundred thousand, by the same rules."""
