"""Keys with which an operator's own programs come in by the HTTP API."""
