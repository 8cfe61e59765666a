"""The chain over the audit: each event sealed into a link that names the links before it."""
