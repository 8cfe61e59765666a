"""Signing room: the FUR signed with people's own certificates, checked, and filed by it."""
