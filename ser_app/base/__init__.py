"""What any room may use: database, clock, errors, audit, tokens, settings-made resources."""
