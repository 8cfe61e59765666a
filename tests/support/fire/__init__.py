"""Payments under fire: a bank that misbehaves, a server that is killed, and people who pay."""
