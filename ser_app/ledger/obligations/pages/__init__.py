"""The pages of obligations."""
