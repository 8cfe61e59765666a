"""What the pages of this room hold for a browser tab."""
