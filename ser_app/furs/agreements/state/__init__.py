"""The states of the pages of agreements."""
