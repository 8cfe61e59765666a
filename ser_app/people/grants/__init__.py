"""Grants: for which expedientes of an operator a person acts, and between which days."""
