"""What the screens of the balance in favour hold."""
