"""States of the mail pages."""
