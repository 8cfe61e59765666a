"""What the screens of this room show: frozen dataclasses of formatted text."""
