"""HTTP: the session cookie, documents, notifications, and everything that is no page."""
