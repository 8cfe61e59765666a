"""Mail: an outbox in the database, and the job that empties it."""
