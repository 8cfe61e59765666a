"""The states of the pages of obligations."""
