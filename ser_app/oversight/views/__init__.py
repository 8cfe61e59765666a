"""What the pages of this room show: formatted text, nothing to compute with."""
