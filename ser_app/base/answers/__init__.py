"""Answers kept for programs that ask again: the same key and the same request, the same answer."""
