"""The command line: thin doors to the same services."""
