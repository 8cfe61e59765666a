"""Furs room: issue the FUR, draw it, have it signed and filed, find it again, verify it."""
