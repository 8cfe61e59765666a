"""Parts of the statement's page."""
