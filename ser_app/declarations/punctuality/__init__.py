"""The instant at which a filing reached the server, proved, and its margin to the deadline."""
