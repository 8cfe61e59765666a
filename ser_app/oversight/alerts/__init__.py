"""The alerts of all operators, for who supervises them."""
