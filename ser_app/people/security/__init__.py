"""The security of the own account on the screen."""
