"""What the pages of this room hold: formatted text, read when a page opens."""
