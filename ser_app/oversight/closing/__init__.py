"""The daily close: what is missing until zero, the signature, and the reopening by two."""
