"""Version 1 of the HTTP API: what a program sends and reads, and the services behind it."""
