"""Operators, expedientes, users, roles and permissions, the guard, sessions."""
