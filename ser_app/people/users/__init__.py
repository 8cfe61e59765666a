"""User administration on the screen."""
