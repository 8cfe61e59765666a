"""The screens of the balance in favour."""
