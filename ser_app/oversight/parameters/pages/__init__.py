"""The pages of this room: only their main content; the frame comes from outside."""
