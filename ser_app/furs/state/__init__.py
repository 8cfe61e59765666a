"""What the pages of this room hold for one browser tab; thin, and only views."""
